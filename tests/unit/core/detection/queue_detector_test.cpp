#include "core/detection/queue_detector.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <span>

#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;

constexpr Time kStart = at(2026, 1, 5);  // a Monday

// Open from 8 to 20 UTC on every day, with two calls a minute.
class QueueDetectorTest : public ::testing::Test {
 protected:
  void train(int days, std::uint64_t seed = 1) {
    arrivals_ = Arrivals(seed);
    play(kStart, kStart + days * hours{24}, 1);
  }

  void play(Time from, Time to, double factor) {
    feed(
        detector_, arrivals_, from, to, [&](Time t) { return usual(t) * factor; },
        [&](Time t) { note(t); });
    note(to);
  }

  static double usual(Time t) {
    const auto into = t.time_since_epoch() % hours{24};
    return into >= hours{8} && into < hours{20} ? 2.0 : 0.0;
  }

  void note(Time t) {
    const Surge* surge = detector_.surge();
    if (surge && opened_.emplace(surge->opened, *surge).second) last_opening_ = t;
  }

  Settings settings_;
  QueueSettings queue_;
  QueueDetector detector_{settings_, queue_, kStart};
  Arrivals arrivals_{1};
  std::map<Time, Surge> opened_;
  Time last_opening_;
};

TEST_F(QueueDetectorTest, CalmWeeksRaiseNothing) {
  train(42);
  EXPECT_EQ(opened_.size(), 0u);
}

TEST_F(QueueDetectorTest, OpeningsThatVaryFromDayToDayAreNoSurges) {
  const auto play_days = [&](int from, int to) {
    for (int day = from; day < to; ++day) {
      const Time midnight = kStart + day * hours{24};
      const double opening = std::array{0.7, 1.0, 1.4}[day * 5 % 7 % 3];
      play(midnight, midnight + hours{9}, opening);
      play(midnight + hours{9}, midnight + hours{24}, 1);
    }
  };
  play_days(0, 28);
  opened_.clear();
  play_days(28, 42);
  EXPECT_EQ(opened_.size(), 0u);
}

TEST_F(QueueDetectorTest, ADoubledRateIsFoundWithItsOnsetAndItsExcess) {
  train(28);
  const Time rise = kStart + 28 * hours{24} + hours{11};
  play(kStart + 28 * hours{24}, rise, 1);
  play(rise, rise + hours{3}, 2);
  ASSERT_EQ(opened_.size(), 1u);
  EXPECT_LT(last_opening_ - rise, minutes{45});
  const Surge* surge = detector_.surge();
  ASSERT_TRUE(surge);
  EXPECT_EQ(surge->driver, Driver::demand);
  EXPECT_LE(surge->onset.low, rise + minutes{2});
  EXPECT_GE(surge->onset.high, rise - minutes{2});
  EXPECT_NEAR(surge->excess_calls.estimate, 360, 80);
  EXPECT_LT(surge->excess_calls.low, 360);
  EXPECT_GT(surge->excess_calls.high, 360);
  EXPECT_GT(detector_.score(), 1);

  play(rise + hours{3}, rise + hours{5}, 1);
  EXPECT_FALSE(detector_.surge());
  ASSERT_TRUE(detector_.last_surge());
  EXPECT_NEAR(detector_.last_surge()->excess_calls.estimate, 360, 90);
}

TEST_F(QueueDetectorTest, ASurgeThatFewCallsCarryBeganWithThemNotWithABusyAfternoon) {
  train(28);
  const Time rise = kStart + 28 * hours{24} + hours{17};
  play(kStart + 28 * hours{24}, rise - hours{6}, 1);
  play(rise - hours{6}, rise, 1.15);
  ASSERT_TRUE(opened_.empty());
  const AttributeKey product = AttributeKeys{}.learn("sku", "SKU-42");
  for (Time t = rise; !detector_.surge() && t < rise + minutes{10}; t += seconds{20}) {
    detector_.advance_to(t, {});
    detector_.offered(t, std::span(&product, 1));
  }
  ASSERT_TRUE(detector_.surge());
  EXPECT_GE(detector_.surge()->onset.low, rise - minutes{16});
  EXPECT_LE(detector_.surge()->onset.high, rise + minutes{1});
  EXPECT_LT(detector_.surge()->excess_calls.estimate, 15);
}

TEST_F(QueueDetectorTest, TimeInWhichNothingIsSeenTeachesNothingAndIsNoCalm) {
  train(14);
  for (int day = 14; day < 28; ++day) {  // from ten to noon the feed is down, every day
    const Time midnight = kStart + day * hours{24};
    play(midnight, midnight + hours{10}, 1);
    detector_.see(midnight + hours{10}, false);
    play(midnight + hours{10}, midnight + hours{12}, 0);
    EXPECT_FALSE(detector_.silent(midnight + hours{12}));
    detector_.see(midnight + hours{12}, true);
    EXPECT_NEAR(detector_.expected_per_minute(midnight + hours{12}), 2, 0.4);
    play(midnight + hours{12}, midnight + hours{24}, 1);
  }
  EXPECT_EQ(opened_.size(), 0u);
  EXPECT_NEAR(detector_.expected_per_minute(kStart + 28 * hours{24} + hours{11}), 2, 0.4);
}

TEST_F(QueueDetectorTest, ASurgeOutlivesTimeInWhichNothingIsSeen) {
  train(28);
  const Time rise = kStart + 28 * hours{24} + hours{11};
  play(kStart + 28 * hours{24}, rise, 1);
  play(rise, rise + hours{1}, 2.5);
  ASSERT_TRUE(detector_.surge());
  detector_.see(rise + hours{1}, false);
  play(rise + hours{1}, rise + hours{3}, 0);
  EXPECT_TRUE(detector_.surge());
  detector_.see(rise + hours{3}, true);
  play(rise + hours{3}, rise + hours{5}, 1);
  EXPECT_FALSE(detector_.surge());
}

TEST_F(QueueDetectorTest, ExpectationsDuringASurgeAreNotInflatedByIt) {
  train(28);
  const Time rise = kStart + 28 * hours{24} + hours{11};
  play(kStart + 28 * hours{24}, rise, 1);
  play(rise, rise + hours{3}, 2);
  double expected = 0;
  std::uint32_t offered = 0;
  for (const ExpectedBlock& block : detector_.expected_blocks(rise, rise + hours{3})) {
    expected += block.expected_calls;
    offered += block.offered;
  }
  EXPECT_NEAR(expected, 360, 45);
  EXPECT_NEAR(offered, 720, 90);
}

TEST_F(QueueDetectorTest, ASurgeEndsWhenTheQueueCloses) {
  train(21);
  const Time rise = kStart + 21 * hours{24} + hours{18};
  play(kStart + 21 * hours{24}, rise, 1);
  play(rise, rise + minutes{119}, 3);
  EXPECT_TRUE(detector_.surge());
  play(rise + minutes{119}, rise + hours{3}, 1);
  EXPECT_FALSE(detector_.surge());
}

TEST_F(QueueDetectorTest, ANewQueueIsUsefulOnItsSecondDay) {
  train(1);
  const Time rise = kStart + hours{24 + 11};
  play(kStart + hours{24}, rise, 1);
  EXPECT_EQ(opened_.size(), 0u);
  play(rise, rise + minutes{30}, 3);
  EXPECT_EQ(opened_.size(), 1u);
}

TEST_F(QueueDetectorTest, WhatASurgeBroughtIsNotLearned) {
  train(21);
  const Time monday = kStart + 21 * hours{24};
  const double before = detector_.expected_per_minute(monday + hours{12});
  play(monday, monday + hours{10}, 1);
  play(monday + hours{10}, monday + hours{16}, 3);
  play(monday + hours{16}, monday + 7 * hours{24}, 1);
  EXPECT_NEAR(detector_.expected_per_minute(monday + 7 * hours{24} + hours{12}), before, 0.2);
}

TEST_F(QueueDetectorTest, AFalseAlarmGivesTheBaselineItsTimeBack) {
  train(21);
  const Time monday = kStart + 21 * hours{24};
  play(monday, monday + hours{10}, 1);
  play(monday + hours{10}, monday + hours{12}, 2);
  ASSERT_TRUE(detector_.surge());
  detector_.false_alarm(detector_.surge()->opened);
  EXPECT_FALSE(detector_.surge());
}

TEST_F(QueueDetectorTest, OpeningHoursAreLearned) {
  train(15);
  const Time day = kStart + 15 * hours{24};
  EXPECT_TRUE(detector_.is_open(day + hours{12}));
  EXPECT_FALSE(detector_.is_open(day + hours{3}));
  EXPECT_EQ(detector_.open_between(day, day + hours{24}), hours{12});
}

TEST_F(QueueDetectorTest, SilenceIsNoCalm) {
  train(15);
  const Time day = kStart + 15 * hours{24};
  play(day, day + hours{11}, 1);
  EXPECT_FALSE(detector_.silent(day + hours{11} + minutes{2}));
  EXPECT_TRUE(detector_.silent(day + hours{11} + minutes{20}));
}

TEST_F(QueueDetectorTest, TheSameCallsGiveTheSameScoresHoweverOftenTimeIsAdvanced) {
  QueueDetector other(settings_, queue_, kStart);
  Arrivals same(1);
  feed(other, same, kStart, kStart + 8 * hours{24}, usual);
  Arrivals again(1);
  feed(detector_, again, kStart, kStart + 8 * hours{24}, usual, [&](Time t) {
    for (int i = 1; i < 4; ++i) detector_.advance_to(t + i * minutes{0}, {});
  });
  EXPECT_EQ(detector_.score(), other.score());
  EXPECT_EQ(detector_.expected_per_minute(kStart + 8 * hours{24} + hours{9}),
            other.expected_per_minute(kStart + 8 * hours{24} + hours{9}));
}

TEST_F(QueueDetectorTest, WaitingFarBeyondTheUsualIsFoundWhereAgentsAreUnknown) {
  train(14);
  const Time day = kStart + 14 * hours{24};
  play(day, day + hours{11}, 1);
  for (int i = 1; i <= 20; ++i) {
    const Time t = day + hours{11} + i * minutes{1};
    detector_.advance_to(t, {});
    detector_.offered(t);
    detector_.wait_ended(t, minutes{4}, Outcome::answered);
  }
  ASSERT_TRUE(detector_.surge());
  EXPECT_EQ(detector_.surge()->driver, Driver::staffing);
  EXPECT_GT(detector_.usual_share_waiting_over_limit(day + hours{11}), 0);
  play(day + hours{11} + minutes{20}, day + hours{13}, 1);
  EXPECT_FALSE(detector_.surge()) << "it ends when nobody waits any more";
}

TEST_F(QueueDetectorTest, WhatTheFeedDidNotSeeIsNotLearned) {
  train(21);
  const Time monday = kStart + 21 * hours{24};
  const double before = detector_.expected_per_minute(monday + hours{12});
  play(monday, monday + hours{10}, 1);
  play(monday + hours{10}, monday + hours{16}, 0);
  detector_.blind(monday + hours{10}, monday + hours{16});
  play(monday + hours{16}, monday + 7 * hours{24}, 1);
  EXPECT_NEAR(detector_.expected_per_minute(monday + 7 * hours{24} + hours{12}), before, 0.2);
}

TEST_F(QueueDetectorTest, AFloodOfBriefCallsIsNamed) {
  train(21);
  const Time flood = kStart + 21 * hours{24} + hours{11};
  play(kStart + 21 * hours{24}, flood, 1);
  for (int i = 1; i <= 400; ++i) {
    const Time t = flood + i * seconds{4};
    detector_.advance_to(t, {});
    detector_.offered(t);
    detector_.wait_ended(t, seconds{3}, Outcome::abandoned);
  }
  ASSERT_TRUE(detector_.surge());
  EXPECT_TRUE(detector_.surge()->short_calls);
  EXPECT_TRUE(detector_.surge()->critical);
}

TEST_F(QueueDetectorTest, ASurgeAtTheSameHourOfEveryWeekBecomesTheUsual) {
  train(21);
  for (int week = 3; week < 8; ++week) {
    const Time monday = kStart + 7 * week * hours{24};
    play(monday, monday + hours{14}, 1);
    play(monday + hours{14}, monday + hours{16}, 2.5);
    play(monday + hours{16}, monday + 7 * hours{24}, 1);
  }
  const Time monday = kStart + 56 * hours{24};
  EXPECT_GT(detector_.expected_per_minute(monday + hours{15}), 2.6);
  EXPECT_LT(detector_.expected_per_minute(monday + hours{12}), 2.3);
}

// Waits of two minutes while `agents` of ten serve.
TEST_F(QueueDetectorTest, ShortStaffingWithWaitsIsNamed) {
  for (int day = 0; day < 14; ++day) {
    const Time midnight = kStart + day * hours{24};
    play(midnight, midnight + hours{8}, 1);
    detector_.staffed(midnight + hours{8}, 10);
    play(midnight + hours{8}, midnight + hours{20}, 1);
    detector_.staffed(midnight + hours{20}, 0);
    play(midnight + hours{20}, midnight + hours{24}, 1);
  }
  const Time day = kStart + 14 * hours{24};
  play(day, day + hours{8}, 1);
  detector_.staffed(day + hours{8}, 10);
  play(day + hours{8}, day + hours{10}, 1);
  detector_.staffed(day + hours{10}, 5);
  EXPECT_FALSE(detector_.surge()) << "nobody waits yet";
  for (int i = 1; i <= 3; ++i) {
    const Time t = day + hours{10} + i * minutes{2};
    detector_.advance_to(t, {});
    detector_.wait_ended(t, minutes{2}, Outcome::answered);
  }
  ASSERT_TRUE(detector_.surge());
  EXPECT_EQ(detector_.surge()->driver, Driver::staffing);
  EXPECT_DOUBLE_EQ(detector_.surge()->staffed_share, 0.5);
}

}  // namespace
}  // namespace holdwatch::core
