#include "sources/asterisk_ami/outcome_rules.h"

#include <gmock/gmock.h>

#include "unit/sources/asterisk_ami/pbx_script.h"

namespace holdwatch::asterisk_ami {
namespace {

using test::PbxScript;
using testing::ElementsAre;
using testing::IsEmpty;

AmiMapping with_left_queue() {
  AmiMapping mapping;
  mapping.left_queue = LeftQueueEvent{"CallLeftQueue", "QueueStatus"};
  return mapping;
}

void left_queue(PbxScript& pbx, double seconds, std::string call, std::string status) {
  pbx.tell(seconds, "UserEvent",
           {{"Uniqueid", call},
            {"UserEvent", "CallLeftQueue"},
            {"Queue", "orders"},
            {"QueueStatus", std::move(status)}});
}

/// Somebody else's hang-up, which shows that the account hears them.
void let_hangups_be_heard(PbxScript& pbx) {
  pbx.say(0.1, "HangupRequest", "elsewhere");
}

TEST(AmiOutcome, AnsweredIsToldByTheConnectThatFollowsTheLeave) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a", {{"CallerIDNum", "+1555"}});
  pbx.say(5, "QueueCallerLeave", "a");
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a +1555"));
  pbx.say(5.25, "AgentConnect", "a", {{"MemberName", "Alice"}});
  pbx.say(9, "AgentComplete", "a", {{"MemberName", "Alice"}});
  pbx.say(9.5, "Hangup", "a");
  pbx.advance_to(100);
  EXPECT_THAT(pbx.heard(),
              ElementsAre("5.25 answered orders a Alice", "9 completed orders a Alice"));
}

TEST(AmiOutcome, AHangUpRequestedBeforeTheAbandonIsAnAbandonment) {
  for (const char* request : {"HangupRequest", "SoftHangupRequest"}) {
    PbxScript pbx;
    pbx.say(1, "QueueCallerJoin", "a");
    pbx.say(4, request, "a");
    pbx.say(4.25, "QueueCallerAbandon", "a");
    EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "4.25 abandoned orders a"));
    pbx.say(4.5, "QueueCallerLeave", "a");
    pbx.say(4.5, "Hangup", "a");
    pbx.advance_to(100);
    EXPECT_THAT(pbx.heard(), IsEmpty());
  }
}

TEST(AmiOutcome, AnAbandonWithoutAHangUpIsATimeoutWhereHangUpsAreHeard) {
  PbxScript pbx;
  let_hangups_be_heard(pbx);
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(31, "QueueCallerAbandon", "a");
  pbx.say(31.25, "QueueCallerLeave", "a");
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a"));
  pbx.say(32.5, "QueueCallerJoin", "b");
  EXPECT_THAT(pbx.heard(), ElementsAre("31 exited orders a timeout", "32.5 joined orders b"));
}

TEST(AmiOutcome, AnAbandonOfAnAccountThatHearsNothingElseIsUnknownAndSaidSo) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(31, "QueueCallerAbandon", "a");
  pbx.say(31, "QueueCallerLeave", "a");
  pbx.advance_to(33);
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "31 exited orders a unknown"));
  EXPECT_EQ(pbx.undecided_calls, 1);
}

TEST(AmiOutcome, ALeaveThatNothingFollowsWasAKey) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(3, "QueueCallerLeave", "a");
  pbx.advance_to(3.5);
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a"));
  pbx.advance_to(4.5);
  EXPECT_THAT(pbx.heard(), ElementsAre("3 exited orders a key"));
}

TEST(AmiOutcome, TheHangUpOfTheChannelEndsTheGrace) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(3, "QueueCallerLeave", "a");
  pbx.say(3.25, "Hangup", "a");
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "3 exited orders a key"));
}

TEST(AmiOutcome, AHangUpOfAWaitingChannelWhoseLeavingWentUnheardIsUnknown) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(3, "Hangup", "a");
  pbx.advance_to(9);
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "3 exited orders a unknown"));
  EXPECT_EQ(pbx.lost, 1u);
}

struct StatusOutcome {
  std::string status;
  std::string outcome;
};

TEST(AmiOutcome, QueueStatusTellsFromAVariableOrTheDialplansEvent) {
  for (const StatusOutcome& expected :
       {StatusOutcome{"TIMEOUT", "timeout"}, StatusOutcome{"LEAVEEMPTY", "empty"},
        StatusOutcome{"LEAVEUNAVAIL", "empty"}, StatusOutcome{"WITHDRAW", "withdrawn"}}) {
    for (const bool by_event : {true, false}) {
      PbxScript pbx(with_left_queue());
      pbx.say(1, "QueueCallerJoin", "a");
      pbx.say(3, "QueueCallerAbandon", "a");
      pbx.say(3, "QueueCallerLeave", "a");
      if (by_event) {
        left_queue(pbx, 3.25, "a", expected.status);
      } else {
        pbx.say(3.25, "VarSet", "a", {{"Variable", "QUEUESTATUS"}, {"Value", expected.status}});
      }
      EXPECT_THAT(pbx.heard(),
                  ElementsAre("1 joined orders a", "3 exited orders a " + expected.outcome));
    }
  }
}

TEST(AmiOutcome, WhereTheDialplanTellsTheOthersItsSilenceIsAHangUp) {
  PbxScript pbx(with_left_queue());
  left_queue(pbx, 0.5, "before", "CONTINUE");
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(3, "QueueCallerAbandon", "a");
  pbx.say(3, "QueueCallerLeave", "a");
  pbx.advance_to(5);
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "3 abandoned orders a"));
}

TEST(AmiOutcome, WithoutTheMappingTheDialplansEventIsNotUnderstood) {
  PbxScript pbx;
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(3, "QueueCallerAbandon", "a");
  pbx.say(3, "QueueCallerLeave", "a");
  left_queue(pbx, 3.25, "a", "TIMEOUT");
  pbx.advance_to(5);
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "3 exited orders a unknown"));
}

TEST(AmiOutcome, ARefusedCallerIsOfferedAndFullOnceHoweverOftenItIsTold) {
  PbxScript pbx(with_left_queue());
  pbx.say(1, "Newexten", "a", {{"Application", "Queue"}, {"AppData", "orders,,,,60"}});
  pbx.say(1.25, "VarSet", "a", {{"Variable", "QUEUESTATUS"}, {"Value", "FULL"}});
  left_queue(pbx, 1.5, "a", "FULL");
  left_queue(pbx, 9, "b", "JOINEMPTY");
  EXPECT_THAT(pbx.heard(), ElementsAre("1.25 exited orders a full", "9 exited orders b full"));
}

TEST(AmiOutcome, ACallerMayComeBackAndIsAnotherVisit) {
  PbxScript pbx;
  let_hangups_be_heard(pbx);
  pbx.say(1, "QueueCallerJoin", "a");
  pbx.say(2, "QueueCallerAbandon", "a");
  pbx.say(2, "QueueCallerLeave", "a");
  pbx.say(2.5, "QueueCallerJoin", "a");
  pbx.say(3, "HangupRequest", "a");
  pbx.say(3, "QueueCallerAbandon", "a");
  pbx.say(3, "QueueCallerLeave", "a");
  EXPECT_THAT(pbx.heard(), ElementsAre("1 joined orders a", "2 exited orders a timeout",
                                       "2.5 joined orders a", "3 abandoned orders a"));
}

TEST(AmiOutcome, UpToAsterisk11TheEventsHaveOtherNames) {
  PbxScript pbx;
  pbx.tell(1, "Join", {{"Uniqueid", "a"}, {"Queue", "orders"}, {"CallerIDNum", "7"}});
  pbx.tell(2, "Leave", {{"Uniqueid", "a"}, {"Queue", "orders"}});
  pbx.tell(2.25, "AgentConnect", {{"Uniqueid", "a"}, {"Member", "SIP/1"}, {"BridgedChannel", "b"}});
  pbx.tell(3, "Hold", {{"Status", "On"}, {"Uniqueid", "b"}});
  pbx.tell(4, "Hold", {{"Status", "Off"}, {"Uniqueid", "b"}});
  pbx.tell(5, "AgentComplete", {{"Uniqueid", "a"}, {"Member", "SIP/1"}});
  EXPECT_THAT(pbx.heard(),
              ElementsAre("1 joined orders a 7", "2.25 answered orders a SIP/1", "3 held orders a",
                          "4 resumed orders a", "5 completed orders a SIP/1"));
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
