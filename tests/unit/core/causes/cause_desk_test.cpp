#include "core/causes/cause_desk.h"

#include <gtest/gtest.h>

#include "core/causes/inquiry.h"
#include "unit/core/causes/cause_finder_case.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Time kNow = kOnset + minutes{40};

struct CauseDeskTest : CauseFinderTest {
  void ask(const std::string& surge, Time at = kNow) {
    desk.ask(
        surge, [this](Time now) { return evidence(now); },
        [this, surge](Attribution a, Time) {
          EXPECT_FALSE(a.causes.empty());
          answered.push_back(surge);
        },
        at);
  }

  /// A surge as it is when it is told, with some reports that may be behind it.
  void ordinary_surge() {
    usual_calls(kOnset - hours{2}, kOnset);
    for (int i = 0; i < 5; ++i) {
      report(fmt::format("INC-{}", i), "backorder", kOnset - hours{2 + i}, {any("SKU", 50)});
    }
    surge(kOnset, kNow, seconds{90}, "SKU-7", "reason-0");
  }

  /// As many calls as are looked at, and hundreds of reports.
  void large_surge() {
    for (int i = 0; i < 400; ++i) {
      report(fmt::format("INC-{}", i), "backorder", kOnset - minutes{60 + i},
             {any("SKU", 50), any("SKU", 50)});
    }
    surge(kOnset, kNow, seconds{1}, "SKU-7", "reason-0");
  }

  /// Works off at most `most` steps; returns how many it took.
  int work(int most = 1'000) {
    int steps = 0;
    for (; steps < most && desk.next_step() != Time::max(); ++steps) desk.step(desk.next_step());
    return steps;
  }

  CauseDesk desk{finder};
  std::vector<std::string> answered;
};

TEST_F(CauseDeskTest, AnOrdinaryQuestionIsAnsweredWhileItIsAsked) {
  ordinary_surge();
  EXPECT_EQ(desk.next_step(), Time::max());
  ask("a");
  EXPECT_EQ(answered, std::vector<std::string>{"a"});
  EXPECT_EQ(desk.next_step(), Time::max());
}

TEST_F(CauseDeskTest, WhatIsTooMuchAtOnceGoesOnAtWholeMultiplesOfThePace) {
  large_surge();
  ask("a", kNow + Duration{1});
  EXPECT_TRUE(answered.empty());
  EXPECT_EQ(desk.next_step(), kNow + CauseDesk::kPace);
  desk.step(desk.next_step());
  EXPECT_EQ(desk.next_step(), kNow + 2 * CauseDesk::kPace);
  EXPECT_GT(work(), 5);
  EXPECT_EQ(answered.size(), 1U);
}

TEST_F(CauseDeskTest, NoStepTakesMuchMoreThanItsShare) {
  large_surge();
  const auto inquiry = finder.ask(evidence(kNow), kNow);
  while (!inquiry->is_done()) ASSERT_LT(inquiry->step(), CauseDesk::kVisits);
}

TEST_F(CauseDeskTest, ManyWhoAskAtOnceShareTheRoomThatThereIs) {
  ordinary_surge();
  for (int i = 0; i < 100; ++i) ask(fmt::format("{}", i));
  const std::size_t at_once = answered.size();
  EXPECT_LT(at_once, 100U);
  EXPECT_EQ(desk.next_step(), kNow + CauseDesk::kPace);
  desk.step(desk.next_step());
  EXPECT_LE(answered.size(), 2 * at_once + 1);
  work();
  EXPECT_EQ(answered.size(), 100U);
}

TEST_F(CauseDeskTest, AnswersInTheOrderOfAsking) {
  large_surge();
  ask("a");
  ask("b");
  work();
  EXPECT_EQ(answered, (std::vector<std::string>{"a", "b"}));
}

TEST_F(CauseDeskTest, AQuestionThatWaitsIsNotAskedTwice) {
  large_surge();
  ask("a");
  ask("b");
  ask("b");
  work();
  EXPECT_EQ(answered, (std::vector<std::string>{"a", "b"}));
}

TEST_F(CauseDeskTest, AQuestionUnderWayMayBeAskedAgainOfWhatCameSince) {
  large_surge();
  ask("a");
  ask("a");
  work();
  EXPECT_EQ(answered, (std::vector<std::string>{"a", "a"}));
}

TEST_F(CauseDeskTest, AWithdrawnQuestionIsNotAnswered) {
  large_surge();
  ask("a");
  ask("b");
  work(2);
  desk.withdraw("a");
  work();
  EXPECT_EQ(answered, std::vector<std::string>{"b"});
}

TEST_F(CauseDeskTest, BeginsAnewWhenWhatIsKnownChanges) {
  large_surge();
  ask("a");
  const int steps = work();
  ask("a");
  work(steps - 1);
  desk.begin_anew();
  EXPECT_GE(work(), steps);
  EXPECT_EQ(answered.size(), 2U);
}

}  // namespace
}  // namespace holdwatch::core
