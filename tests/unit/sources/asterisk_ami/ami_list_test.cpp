#include <gmock/gmock.h>

#include "unit/sources/asterisk_ami/pbx_script.h"

namespace holdwatch::asterisk_ami {
namespace {

using test::PbxScript;
using testing::ElementsAre;
using testing::IsEmpty;
using Headers = PbxScript::Headers;

// --- Lists of who waits --------------------------------------------------------------------------

Headers entry(std::string call, std::string wait) {
  return {{"Event", "QueueEntry"},
          {"Queue", "orders"},
          {"Uniqueid", std::move(call)},
          {"CallerIDNum", "<unknown>"},
          {"Wait", std::move(wait)}};
}

TEST(AmiList, TellsWhoHasWaitedSinceWhen) {
  PbxScript pbx;
  pbx.list(100, {entry("a", "40"), entry("b", "0")});
  EXPECT_THAT(pbx.heard(), ElementsAre("60 joined orders a", "100 joined orders b"));
  EXPECT_EQ(pbx.lost, 0u);  // nobody was there to miss it
}

TEST(AmiList, WhatWasLearnedOfACallerGoesWithWhoeverItLists) {
  AmiMapping mapping;
  mapping.variables = {{"SKU", "sku"}};
  PbxScript pbx(mapping);
  pbx.say(99, "VarSet", "a", {{"Variable", "SKU"}, {"Value", "S-1"}});
  pbx.list(100, {entry("a", "1"), entry("b", "0")});
  EXPECT_THAT(pbx.heard(), ElementsAre("99 joined orders a sku=S-1", "100 joined orders b"));
}

TEST(AmiList, CallersWhoCameAndWentUnheardAreReconciledAndCounted) {
  PbxScript pbx;
  pbx.list(1, {});
  pbx.say(2, "QueueCallerJoin", "stays");
  pbx.say(3, "QueueCallerJoin", "goes");
  pbx.disconnect();
  pbx.heard();
  pbx.list(50, {entry("stays", "48"), entry("came", "10")});
  EXPECT_THAT(pbx.heard(), ElementsAre("40 joined orders came"));
  EXPECT_EQ(pbx.lost, 1u);
  pbx.advance_to(52);
  EXPECT_THAT(pbx.heard(), ElementsAre("50 exited orders goes unknown"));
  EXPECT_EQ(pbx.lost, 2u);
}

TEST(AmiList, EventsThatOverlapWithItTellTheOutcomeStill) {
  PbxScript pbx;
  pbx.list(1, {});
  pbx.say(2, "QueueCallerJoin", "a");
  pbx.list(50, {});
  pbx.say(50, "QueueCallerLeave", "a");
  pbx.say(50.25, "AgentConnect", "a", {{"MemberName", "Alice"}});
  pbx.list(60, {entry("b", "0")});
  pbx.say(60.25, "QueueCallerJoin", "b");
  pbx.advance_to(70);
  EXPECT_THAT(pbx.heard(), ElementsAre("2 joined orders a", "50.25 answered orders a Alice",
                                       "60 joined orders b"));
}

TEST(AmiList, WhoseConversationEndedUnheardIsToldByTheAgentWhoIsFree) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(2, "QueueCallerLeave", "a");
  pbx.say(2, "AgentConnect", "a", {{"MemberName", "Alice"}});
  pbx.disconnect();
  pbx.heard();
  pbx.list(50, {{{"Event", "QueueMember"},
                 {"Queue", "orders"},
                 {"Name", "Alice"},
                 {"Status", "1"},
                 {"Paused", "0"},
                 {"InCall", "0"}}});
  EXPECT_THAT(pbx.heard(),
              ElementsAre("50 agent orders Alice available", "50 completed orders a Alice"));
}

TEST(AmiList, MembersThatItDoesNotNameAreGone) {
  PbxScript pbx;
  pbx.say_member(1, "orders", "1");
  pbx.heard();
  pbx.list(50, {});
  EXPECT_THAT(pbx.heard(), ElementsAre("50 agent orders Alice offline"));
}

TEST(AmiList, OfOneQueueSaysNothingOfOthers) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say_member(1, "orders", "1");
  pbx.heard();
  pbx.list(50, {{{"Event", "QueueParams"}, {"Queue", "billing"}}}, "somebody's");
  pbx.advance_to(60);
  EXPECT_THAT(pbx.heard(), IsEmpty());
}

TEST(AmiConnectionLost, WhoWasLeavingLeftUnknownAndIsMissed) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(2, "QueueCallerLeave", "a");
  pbx.disconnect();
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "2 exited orders a unknown"));
  EXPECT_EQ(pbx.lost, 1u);
}

// --- Time and limits -----------------------------------------------------------------------------

TEST(AmiTime, WhatHasNoTimestampHappensAtItsArrival) {
  PbxScript pbx;
  pbx.put({{"Event", "QueueCallerJoin"}, {"Uniqueid", "a"}, {"Queue", "orders"}}, 12.5);
  EXPECT_THAT(pbx.heard(), ElementsAre("12.5 joined orders a"));
}

TEST(AmiTime, ArrivalsAreReadOnAsterisksClock) {
  PbxScript pbx;
  Headers ping = {{"Response", "Success"}, {"Ping", "Pong"}, {"Timestamp", "1795290100.000000"}};
  pbx.put(ping, 40);  // its clock is a minute ahead of ours
  pbx.put({{"Event", "QueueCallerJoin"}, {"Uniqueid", "a"}, {"Queue", "orders"}}, 41);
  EXPECT_THAT(pbx.heard(), ElementsAre("101 joined orders a"));
}

TEST(AmiTime, ARecordingWithoutTimestampsIsRefusedClearly) {
  PbxScript pbx;
  pbx.put({{"Event", "QueueCallerJoin"}, {"Uniqueid", "a"}, {"Queue", "orders"}}, std::nullopt);
  EXPECT_THAT(pbx.heard(), IsEmpty());
  EXPECT_THAT(pbx.rejections, ElementsAre(Disposition::missing_field));
}

TEST(AmiTime, TimestampsAreReadToTheMicrosecondOrNotAtAll) {
  EXPECT_EQ(parse_timestamp("1795289011.145050"),
            Time{std::chrono::microseconds{1795289011145050}});
  for (const char* text : {"", "1795289011", "1795289011.14", ".145050", "1795289011.-45050",
                           "99999999999.000000", "17952x9011.145050", "1795289011.1450500"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

TEST(AmiLimits, NamesUnfitForACallAreRefused) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", std::string("a\x01", 2));
  pbx.tell(1, "QueueCallerJoin", {{"Uniqueid", "a"}, {"Queue", std::string(500, 'q')}});
  pbx.tell(1, "QueueMemberStatus", {{"Queue", "orders"}, {"MemberName", "\xff"}, {"Status", "1"}});
  pbx.tell(1, "QueueCallerJoin", {{"Uniqueid", "b"}});
  EXPECT_THAT(pbx.heard(), IsEmpty());
  EXPECT_THAT(pbx.rejections, ElementsAre(Disposition::invalid_value, Disposition::oversized,
                                          Disposition::malformed, Disposition::missing_field));
}

TEST(AmiLimits, ChannelsInNoQueueAreForgottenBeforeCallers) {
  AmiMapping mapping;
  mapping.variables = {{"SKU", "sku"}};
  PbxScript pbx(mapping);
  pbx.say(1, "QueueCallerJoin", "waiting");
  for (std::size_t i = 0; i < CallerTable::kMaxIdle + 10; ++i) {
    pbx.say(2, "VarSet", fmt::format("idle{}", i), {{"Variable", "SKU"}, {"Value", "x"}});
  }
  pbx.heard();
  pbx.say(3, "QueueCallerJoin", "idle0");
  pbx.say(3, "QueueCallerJoin", "idle10009");
  pbx.say(4, "HangupRequest", "waiting");
  pbx.say(4, "QueueCallerAbandon", "waiting");
  EXPECT_THAT(pbx.heard(), ElementsAre("3 joined orders idle0", "3 joined orders idle10009 sku=x",
                                       "4 abandoned orders waiting"));
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
