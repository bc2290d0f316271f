#include "core/causes/lag_distribution.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Duration kNever = hours{24 * 60};

TEST(LagDistribution, AllLagsTogetherAreCertain) {
  EXPECT_NEAR(LagDistribution(hours{3}).mass(Duration{0}, kNever), 1, 1e-9);
}

TEST(LagDistribution, HalfOfTheLagsLieBelowAMiddlingMedian) {
  EXPECT_NEAR(LagDistribution(hours{3}).mass(Duration{0}, hours{3}), 0.5, 0.03);
}

TEST(LagDistribution, IsBroadEnoughForAGuessWrongByThreeAndLeavesRoomForAnything) {
  const LagDistribution lag(hours{2});
  EXPECT_GT(lag.mass(minutes{40}, hours{6}), 0.5);
  EXPECT_GT(lag.mass(hours{72}, hours{240}), 0.005);
}

TEST(LagDistribution, NothingComesBeforeItsCause) {
  EXPECT_EQ(LagDistribution(hours{2}).mass(-hours{5}, -hours{1}), 0);
}

TEST(LagDistribution, ConfirmedCasesMoveItToWhereTheyWere) {
  LagDistribution lag(hours{2});
  const double before = lag.mass(hours{7}, hours{14});
  for (int i = 0; i < 20; ++i) lag.learn(hours{10}, hours{10});
  EXPECT_GT(lag.mass(hours{7}, hours{14}), 4 * before);
  EXPECT_LT(lag.mass(hours{1}, hours{3}), 0.1);
  EXPECT_NEAR(lag.mass(Duration{0}, kNever), 1, 1e-9);
}

TEST(LagDistribution, CallsThatWaitedForTheDoorsTeachNoLongerLagThanIsUsual) {
  LagDistribution closed_overnight(hours{2});
  LagDistribution at_the_opening(hours{2});
  for (int i = 0; i < 20; ++i) {
    closed_overnight.learn(hours{1}, hours{14});
    at_the_opening.learn(hours{14}, hours{14});
  }
  EXPECT_LT(closed_overnight.histogram().median, hours{4});
  EXPECT_GT(at_the_opening.histogram().median, hours{8});
}

TEST(LagDistribution, QuantilesOfTheHistogramHoldTheShareTheySay) {
  const LagDistribution lag(hours{3});
  const LagHistogram shown = lag.histogram();
  EXPECT_NEAR(lag.mass(Duration{0}, shown.low), 0.05, 1e-6);
  EXPECT_NEAR(lag.mass(Duration{0}, shown.median), 0.5, 1e-6);
  EXPECT_NEAR(lag.mass(Duration{0}, shown.high), 0.95, 1e-6);
}

}  // namespace
}  // namespace holdwatch::core
