#include "core/state/call_state.h"

#include <gtest/gtest.h>

#include <string>

#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::kMonday;

/// One queue of one source; events at so many seconds after the start.
class CallStateTest : public testing::Test {
 protected:
  Effect put(EventType type, int at, std::string_view call, Outcome outcome = Outcome::unknown) {
    CallEvent event;
    event.type = type;
    event.time = kMonday + seconds{at};
    event.call = call;
    event.outcome = outcome;
    now_ = std::max(now_, event.time);
    state_.forget(now_);
    return state_.apply(0, 0, event, now_);
  }
  Disposition disposition(EventType type, int at, std::string_view call,
                          Outcome outcome = Outcome::unknown) {
    return put(type, at, call, outcome).disposition;
  }

  Limits limits_;
  CallState state_{limits_};
  Time now_ = kMonday;
};

TEST_F(CallStateTest, AnAnsweredCallWaitsFromJoiningToTheAnswer) {
  EXPECT_TRUE(put(EventType::joined, 0, "a").offered);
  EXPECT_EQ(state_.waiting(0), 1u);
  const Effect answered = put(EventType::answered, 42, "a");
  EXPECT_EQ(answered.left, Outcome::answered);
  EXPECT_EQ(answered.wait, seconds{42});
  EXPECT_EQ(state_.waiting(0), 0u);
  EXPECT_EQ(state_.talking(0), 1u);
  EXPECT_EQ(put(EventType::completed, 100, "a").talk, Duration{seconds{58}});
  EXPECT_EQ(state_.talking(0), 0u);
}

TEST_F(CallStateTest, AFeedsOwnTalkTimeIsBelieved) {
  put(EventType::joined, 0, "a");
  put(EventType::answered, 1, "a");
  CallEvent completed;
  completed.type = EventType::completed;
  completed.time = kMonday + seconds{90};
  completed.call = "a";
  completed.talk_seconds = 12.5;
  EXPECT_EQ(state_.apply(0, 0, completed, now_).talk, from_seconds(12.5));
}

TEST_F(CallStateTest, TheFirstEndOfAWaitWins) {
  put(EventType::joined, 0, "a");
  put(EventType::abandoned, 5, "a");
  EXPECT_EQ(disposition(EventType::answered, 6, "a"), Disposition::conflict);
  EXPECT_EQ(disposition(EventType::exited, 6, "a", Outcome::timeout), Disposition::conflict);
}

TEST_F(CallStateTest, CompletedNeverChangesAnAbandonment) {
  put(EventType::joined, 0, "a");
  put(EventType::abandoned, 5, "a");
  EXPECT_EQ(disposition(EventType::completed, 6, "a"), Disposition::conflict);
}

TEST_F(CallStateTest, AnEndWithoutAJoinedIsOfAnUnknownCall) {
  EXPECT_EQ(disposition(EventType::answered, 0, "a"), Disposition::unknown_call);
  EXPECT_EQ(disposition(EventType::tagged, 0, "a"), Disposition::unknown_call);
}

TEST_F(CallStateTest, AJoinedWhileItWaitsIsADuplicate) {
  put(EventType::joined, 0, "a");
  EXPECT_EQ(disposition(EventType::joined, 3, "a"), Disposition::duplicate);
}

TEST_F(CallStateTest, AJoinedNoLaterThanTheLastEndIsADuplicateAndALaterOneANewVisit) {
  put(EventType::joined, 0, "a");
  put(EventType::abandoned, 10, "a");
  EXPECT_EQ(disposition(EventType::joined, 10, "a"), Disposition::duplicate);
  EXPECT_TRUE(put(EventType::joined, 11, "a").offered);
  EXPECT_EQ(state_.waiting(0), 1u);
}

TEST_F(CallStateTest, ACallThatComesBackEndsTheConversationItWasIn) {
  put(EventType::joined, 0, "a");
  put(EventType::answered, 10, "a");
  EXPECT_EQ(disposition(EventType::joined, 9, "a"), Disposition::duplicate);
  EXPECT_TRUE(put(EventType::joined, 60, "a").offered);
  EXPECT_EQ(state_.talking(0), 0u);
  EXPECT_EQ(state_.waiting(0), 1u);
}

TEST_F(CallStateTest, ARefusedCallIsDemandThatNeverWaits) {
  const Effect refused = put(EventType::exited, 0, "a", Outcome::full);
  EXPECT_TRUE(refused.offered);
  EXPECT_EQ(refused.left, Outcome::full);
  EXPECT_EQ(state_.waiting(0), 0u);
  EXPECT_EQ(disposition(EventType::exited, 0, "a", Outcome::full), Disposition::duplicate);
}

TEST_F(CallStateTest, AConversationWhoseAnswerWasLostNoLongerWaits) {
  put(EventType::joined, 0, "a");
  const Effect completed = put(EventType::completed, 300, "a");
  EXPECT_EQ(completed.left, Outcome::unknown);
  EXPECT_FALSE(completed.talk);
  EXPECT_EQ(state_.waiting(0), 0u);
}

TEST_F(CallStateTest, HoldsOfAConversationAreMeasuredAndThoseOfAWaitAreNot) {
  put(EventType::joined, 0, "a");
  EXPECT_FALSE(put(EventType::held, 2, "a").hold);
  EXPECT_EQ(state_.held(0), 0u);
  put(EventType::answered, 5, "a");
  put(EventType::held, 20, "a");
  EXPECT_EQ(state_.held(0), 1u);
  EXPECT_EQ(disposition(EventType::held, 21, "a"), Disposition::duplicate);
  EXPECT_EQ(put(EventType::resumed, 50, "a").hold, Duration{seconds{30}});
  EXPECT_EQ(disposition(EventType::resumed, 51, "a"), Disposition::conflict);
}

TEST_F(CallStateTest, ACallThatEndsOnHoldEndsTheHoldToo) {
  put(EventType::joined, 0, "a");
  put(EventType::answered, 5, "a");
  put(EventType::held, 20, "a");
  const Effect completed = put(EventType::completed, 25, "a");
  EXPECT_EQ(completed.hold, Duration{seconds{5}});
  EXPECT_EQ(completed.talk, Duration{seconds{20}});
  EXPECT_EQ(state_.held(0), 0u);
}

TEST_F(CallStateTest, TheOldestCallerIsTheFirstWhoJoinedWhateverTheOrderOfArrival) {
  put(EventType::joined, 10, "b");
  put(EventType::joined, 5, "a");
  put(EventType::joined, 20, "c");
  EXPECT_EQ(state_.oldest(0)->call, "a");
  put(EventType::answered, 21, "a");
  EXPECT_EQ(state_.oldest(0)->call, "b");
}

TEST_F(CallStateTest, TheSameCallIsKeptApartByQueueAndSource) {
  CallEvent joined;
  joined.type = EventType::joined;
  joined.time = kMonday;
  joined.call = "a";
  EXPECT_TRUE(state_.apply(0, 0, joined, kMonday).offered);
  EXPECT_TRUE(state_.apply(1, 0, joined, kMonday).offered);
  EXPECT_TRUE(state_.apply(0, 1, joined, kMonday).offered);
  EXPECT_EQ(state_.waiting(0), 2u);
  EXPECT_EQ(state_.waiting(1), 1u);
}

TEST_F(CallStateTest, AnEndBeforeItsBeginningIsAWaitOfNothing) {
  put(EventType::joined, 10, "a");
  EXPECT_EQ(put(EventType::answered, 9, "a").wait, Duration::zero());
}

TEST_F(CallStateTest, ACallerWhoseEndNeverComesIsDroppedAfterTheLimit) {
  put(EventType::joined, 0, "a");
  EXPECT_EQ(state_.ghost_due(0), kMonday + limits_.ghost_wait);
  EXPECT_FALSE(state_.expire_ghost(0, kMonday + limits_.ghost_wait - seconds{1}).left);
  EXPECT_EQ(state_.expire_ghost(0, kMonday + limits_.ghost_wait).left, Outcome::unknown);
  EXPECT_EQ(state_.waiting(0), 0u);
  EXPECT_EQ(state_.ghost_due(0), Time::max());
}

TEST_F(CallStateTest, AConversationOrHoldWithoutAnEndIsForgotten) {
  put(EventType::joined, 0, "a");
  put(EventType::answered, 1, "a");
  put(EventType::joined, 0, "b");
  put(EventType::answered, 1, "b");
  put(EventType::held, 2, "b");
  state_.forget(kMonday + seconds{1} + limits_.ghost_talk);
  EXPECT_EQ(state_.talking(0), 1u);
  state_.expire_ghost(0, kMonday + seconds{2} + limits_.ghost_talk);
  EXPECT_EQ(state_.talking(0), 0u);
  EXPECT_EQ(state_.held(0), 0u);
}

TEST_F(CallStateTest, AnEndedVisitIsForgottenWhenItsDuplicatesWouldBeTooOld) {
  put(EventType::joined, 0, "a");
  put(EventType::abandoned, 10, "a");
  EXPECT_EQ(disposition(EventType::abandoned, 3609, "a"), Disposition::conflict);
  EXPECT_EQ(disposition(EventType::abandoned, 3610, "a"), Disposition::unknown_call);
}

TEST(CallStateLimitTest, BeyondTheLimitNewCallsAreRefusedAndOldOnesGoOn) {
  Limits limits;
  limits.calls = 2;
  CallState state(limits);
  CallEvent event;
  event.type = EventType::joined;
  event.time = kMonday;
  for (const std::string_view call : {"a", "b"}) {
    event.call = call;
    EXPECT_TRUE(state.apply(0, 0, event, kMonday).offered);
  }
  event.call = "c";
  EXPECT_EQ(state.apply(0, 0, event, kMonday).disposition, Disposition::too_many);
  event.type = EventType::answered;
  event.call = "a";
  EXPECT_EQ(state.apply(0, 0, event, kMonday).left, Outcome::answered);
}

TEST(CallStateLimitTest, BeyondTheLimitWhatEndedLongestAgoMakesRoom) {
  Limits limits;
  limits.calls = 2;
  CallState state(limits);
  const auto put = [&](EventType type, std::string_view call) {
    CallEvent event{.time = kMonday, .type = type, .call = call};
    return state.apply(0, 0, event, kMonday).disposition;
  };
  for (const std::string_view call : {"a", "b"}) {
    put(EventType::joined, call);
    put(EventType::abandoned, call);
  }
  EXPECT_EQ(put(EventType::joined, "c"), Disposition::accepted);
  EXPECT_EQ(put(EventType::abandoned, "a"), Disposition::unknown_call);
  EXPECT_EQ(put(EventType::abandoned, "b"), Disposition::conflict);
}

TEST(CallStateLoadTest, TenThousandCallsInRandomOrderLeaveNothingBehind) {
  Limits limits;
  CallState state(limits);
  std::uint64_t seed = 1;
  const auto random = [&seed] {
    return seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  };
  std::vector<std::string> waiting;
  Time now = kMonday;
  for (int i = 0; i < 10'000; ++i) {
    now += seconds{1};
    CallEvent event;
    event.time = now;
    const std::string joining = "call-" + std::to_string(i);
    event.type = EventType::joined;
    event.call = joining;
    ASSERT_TRUE(state.apply(0, 0, event, now).offered);
    waiting.push_back(joining);
    if (waiting.size() < 20) continue;
    std::swap(waiting[(random() >> 33) % waiting.size()], waiting.back());
    event.type = EventType::abandoned;
    event.call = waiting.back();
    ASSERT_EQ(state.apply(0, 0, event, now).left, Outcome::abandoned);
    waiting.pop_back();
    state.forget(now);
    ASSERT_EQ(state.waiting(0), waiting.size());
  }
}

}  // namespace
}  // namespace holdwatch::core
