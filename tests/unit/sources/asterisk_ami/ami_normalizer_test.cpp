#include "sources/asterisk_ami/ami_normalizer.h"

#include <gmock/gmock.h>

#include "unit/sources/asterisk_ami/pbx_script.h"

namespace holdwatch::asterisk_ami {
namespace {

using test::PbxScript;
using testing::ElementsAre;
using testing::IsEmpty;

// --- Conversations -------------------------------------------------------------------------------

class AmiConversation : public testing::Test {
 protected:
  void SetUp() override {
    pbx_.say(1, "QueueCallerJoin", "a");
    pbx_.say(2, "QueueCallerLeave", "a");
    pbx_.say(2, "AgentConnect", "a", {{"MemberName", "Alice"}, {"DestUniqueid", "leg"}});
    pbx_.heard();
  }

  PbxScript pbx_;
};

TEST_F(AmiConversation, ACompleteWithoutTheCallerIsKnownByItsQueueAndAgent) {
  pbx_.tell(9, "AgentComplete", {{"Queue", "orders"}, {"MemberName", "Alice"}});
  EXPECT_THAT(pbx_.heard(), ElementsAre("9 completed orders a Alice"));
}

TEST_F(AmiConversation, TheAgentHoldsTheCallerAndNotTheOtherWayRound) {
  pbx_.tell(3, "Hold", {{"Uniqueid", "leg"}, {"Linkedid", "a"}});
  pbx_.tell(4, "Unhold", {{"Uniqueid", "leg"}, {"Linkedid", "a"}});
  pbx_.say(5, "Hold", "a");
  pbx_.tell(6, "Hold", {{"Uniqueid", "behind"}, {"Linkedid", "a"}});
  EXPECT_THAT(pbx_.heard(),
              ElementsAre("3 held orders a", "4 resumed orders a", "6 held orders a"));
}

TEST_F(AmiConversation, AMissingUnholdOrCompleteIsMadeUpForByTheHangUp) {
  pbx_.tell(3, "Hold", {{"Uniqueid", "leg"}, {"Linkedid", "a"}});
  pbx_.say(8, "Hangup", "a");
  pbx_.say(8.5, "AgentComplete", "a", {{"MemberName", "Alice"}});
  EXPECT_THAT(pbx_.heard(), ElementsAre("3 held orders a", "8 completed orders a Alice"));
}

TEST(AmiHold, ACallerWhoHoldsWhileWaitingGoesOnWaiting) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(2, "Hold", "a");
  pbx.say(3, "Unhold", "a");
  pbx.say(4, "HangupRequest", "a");
  pbx.say(4, "QueueCallerAbandon", "a");
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "4 abandoned orders a"));
}

// --- Attributes ----------------------------------------------------------------------------------

AmiMapping with_attributes() {
  AmiMapping mapping;
  mapping.variables = {{"SKU", "sku"}, {"REASON", "reason"}};
  mapping.user_events = {{"CallReason", {{"Reason", "reason"}}}};
  return mapping;
}

TEST(AmiAttributes, AreReadFromTheJoiningChannel) {
  PbxScript pbx(with_attributes());
  pbx.say(1, "QueueCallerJoin", "a",
          {{"ChanVariable", "SKU=S-1"}, {"ChanVariable", "REASON="}, {"ChanVariable", "X=y"}});
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a sku=S-1"));
}

TEST(AmiAttributes, LearnedBeforeTheJoinGoWithItAndLaterOnesAreTagged) {
  PbxScript pbx(with_attributes());
  pbx.say(1, "VarSet", "a", {{"Variable", "_SKU"}, {"Value", "S-1"}});
  pbx.say(1, "UserEvent", "a", {{"UserEvent", "CallReason"}, {"Reason", "late, again"}});
  pbx.say(2, "QueueCallerJoin", "a");
  pbx.say(3, "VarSet", "a", {{"Variable", "SKU"}, {"Value", "S-1"}});
  pbx.say(4, "VarSet", "a", {{"Variable", "SKU"}, {"Value", "S-2"}});
  EXPECT_THAT(pbx.heard(), ElementsAre("2 joined orders a reason=late, again sku=S-1",
                                       "4 tagged orders a sku=S-2"));
}

TEST(AmiAttributes, TheDialplansHeadersMayBeNamedLikeAsterisks) {
  AmiMapping mapping;
  mapping.user_events = {{"Wrap", {{"Context", "reason"}}}};
  PbxScript pbx(mapping);
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.tell(2, "UserEvent",
           {{"Context", "inbound"}, {"Uniqueid", "a"}, {"UserEvent", "Wrap"}, {"Context", "late"}});
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "2 tagged orders a reason=late"));
}

TEST(AmiAttributes, TheOtherHalfOfALocalChannelSpeaksForTheCall) {
  PbxScript pbx(with_attributes());
  pbx.say(1, "VarSet", "1.1", {{"Variable", "SKU"}, {"Value", "S-1"}});
  pbx.tell(2, "QueueCallerJoin", {{"Uniqueid", "1.2"}, {"Linkedid", "1.1"}, {"Queue", "orders"}});
  pbx.tell(3, "VarSet",
           {{"Uniqueid", "1.3"}, {"Linkedid", "1.1"}, {"Variable", "SKU"}, {"Value", "S-2"}});
  EXPECT_THAT(pbx.heard(),
              ElementsAre("2 joined orders 1.2 sku=S-1", "3 tagged orders 1.2 sku=S-2"));
}

TEST(AmiAttributes, AnEventOfNoChannelIsOfNoCall) {
  PbxScript pbx(with_attributes());
  pbx.tell(1, "UserEvent", {{"UserEvent", "CallReason"}, {"Reason", "late"}});
  EXPECT_THAT(pbx.heard(), IsEmpty());
  EXPECT_THAT(pbx.rejections, IsEmpty());
}

TEST(AmiAttributes, OneThatIsUnfitCostsOnlyItself) {
  PbxScript pbx(with_attributes());
  pbx.say(1, "QueueCallerJoin", "a",
          {{"ChanVariable", "SKU=" + std::string(1000, 'x')}, {"ChanVariable", "REASON=late"}});
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a reason=late"));
  EXPECT_THAT(pbx.rejections, ElementsAre(Disposition::oversized));
}

// --- Agents --------------------------------------------------------------------------------------

TEST(AmiAgents, HaveAStateInEachQueueAndOnlyChangesAreTold) {
  PbxScript pbx;
  pbx.say_member(1, "orders", "1", "0", "QueueMemberAdded");
  pbx.say_member(2, "orders", "1");
  pbx.say_member(2, "billing", "1");
  pbx.say_member(3, "orders", "6");
  pbx.say_member(4, "orders", "2");
  pbx.say_member(5, "orders", "2", "1", "QueueMemberPause");
  pbx.say_member(6, "orders", "5", "1");
  pbx.say_member(7, "orders", "0");
  pbx.say_member(8, "orders", "1", "0", "QueueMemberRemoved");
  EXPECT_THAT(pbx.heard(),
              ElementsAre("1 agent orders Alice available", "2 agent billing Alice available",
                          "3 agent orders Alice busy", "5 agent orders Alice paused",
                          "6 agent orders Alice offline", "7 agent orders Alice available",
                          "8 agent orders Alice offline"));
}

TEST(AmiAgents, APauseOfAnOldAsteriskTellsNoStatusAndKeepsIt) {
  PbxScript pbx;
  pbx.say_member(1, "orders", "2");
  pbx.tell(2, "QueueMemberPaused", {{"Queue", "orders"}, {"MemberName", "Alice"}, {"Paused", "1"}});
  pbx.tell(3, "QueueMemberPaused", {{"Queue", "orders"}, {"MemberName", "Alice"}, {"Paused", "0"}});
  EXPECT_THAT(pbx.heard(), ElementsAre("1 agent orders Alice busy", "2 agent orders Alice paused",
                                       "3 agent orders Alice busy"));
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
