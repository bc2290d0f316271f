#include "core/causes/cause_desk.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 2 / 3};

struct CauseDeskTest : testing::Test {
  void ask(const std::string& surge) {
    desk.ask(
        surge, [](Time now) { return evidence(now); },
        [this, surge](Attribution a, Time) {
          EXPECT_FALSE(a.causes.empty());
          answered.push_back(surge);
        },
        kNow);
  }

  static SurgeEvidence evidence(Time now) {
    return {.queue_name = "orders",
            .onset = {now - hours{1}, now - hours{1}, now - hours{1}},
            .excess_calls = {50, 40, 60},
            .blocks = {{now - hours{2}, now, 120, 120, 170, false}},
            .open_between = [](Time a, Time b) { return std::max(b - a, Duration{0}); }};
  }

  /// Works off at most `most` steps; returns how many it took.
  int work(int most = 1'000) {
    int steps = 0;
    for (; steps < most && desk.next_step() != Time::max(); ++steps) desk.step(desk.next_step());
    return steps;
  }

  Settings settings;
  AttributeKeys keys;
  CauseFinder finder{settings, keys};
  CauseDesk desk{finder};
  std::vector<std::string> answered;
};

TEST_F(CauseDeskTest, NothingIsDueWhileNobodyAsks) {
  EXPECT_EQ(desk.next_step(), Time::max());
}

TEST_F(CauseDeskTest, StepsFallOnWholeMultiplesOfThePace) {
  ask("a");
  EXPECT_EQ(desk.next_step(), kNow + CauseDesk::kPace);
  desk.step(kNow + CauseDesk::kPace);
  EXPECT_EQ(desk.next_step(), kNow + 2 * CauseDesk::kPace);
}

TEST_F(CauseDeskTest, AnswersInTheOrderOfAsking) {
  ask("a");
  ask("b");
  work();
  EXPECT_EQ(answered, (std::vector<std::string>{"a", "b"}));
}

TEST_F(CauseDeskTest, AQuestionThatWaitsIsNotAskedTwice) {
  ask("a");
  ask("a");
  work();
  EXPECT_EQ(answered.size(), 1U);
}

TEST_F(CauseDeskTest, AQuestionUnderWayMayBeAskedAgainOfWhatCameSince) {
  ask("a");
  work(1);
  ask("a");
  work();
  EXPECT_EQ(answered.size(), 2U);
}

TEST_F(CauseDeskTest, AWithdrawnQuestionIsNotAnswered) {
  ask("a");
  ask("b");
  work(2);
  desk.withdraw("a");
  work();
  EXPECT_EQ(answered, std::vector<std::string>{"b"});
}

TEST_F(CauseDeskTest, BeginsAnewWhenWhatIsKnownChanges) {
  ask("a");
  work(2);
  desk.begin_anew();
  EXPECT_GT(work(), 2);
  EXPECT_EQ(answered.size(), 1U);
}

}  // namespace
}  // namespace holdwatch::core
