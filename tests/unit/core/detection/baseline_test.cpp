#include "core/detection/baseline.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

// Ten calls a quarter-hour from 8 to 20, as in a queue that is closed at night.
void learn_day(Baseline& baseline, int weekday, double factor) {
  for (int quarter = 0; quarter < kQuartersPerDay; ++quarter) {
    const double calls = quarter >= 32 && quarter < 80 ? 10 * factor : 0;
    baseline.learn(weekday * kQuartersPerDay + quarter, calls, 15, 1);
  }
  baseline.end_day();
}

TEST(Baseline, OneDayGivesAUsableBaselineForTheNext) {
  Baseline baseline;
  learn_day(baseline, 0, 1);
  EXPECT_NEAR(baseline.rate(kQuartersPerDay + 40), 10 / 15.0, 0.05);
  EXPECT_TRUE(baseline.looks_closed(kQuartersPerDay + 10));
  EXPECT_FALSE(baseline.looks_closed(kQuartersPerDay + 40));
}

// From 8 to 12 one call a quarter-hour more in each; a day's chance adds and takes two calls in
// turn.
TEST(Baseline, AfterOneDayAShapeFollowsTheLineThroughItsNeighbours) {
  Baseline baseline;
  for (int quarter = 32; quarter < 48; ++quarter) {
    const int chance = quarter % 2 == 0 ? 2 : -2;
    baseline.learn(quarter, 5 + (quarter - 32) + chance, 15, 1);
  }
  baseline.end_day();
  for (int quarter : {32, 33, 40, 46, 47}) {
    EXPECT_NEAR(baseline.rate(kQuartersPerDay + quarter) * 15, 5 + (quarter - 32), 1.2) << quarter;
  }
}

TEST(Baseline, WeekdaysKeepTheirOwnLevel) {
  Baseline baseline;
  for (int week = 0; week < 4; ++week) {
    for (int weekday = 0; weekday < 7; ++weekday)
      learn_day(baseline, weekday, weekday < 5 ? 1 : 0.3);
  }
  EXPECT_NEAR(baseline.rate(40), 10 / 15.0, 0.03);
  EXPECT_NEAR(baseline.rate(5 * kQuartersPerDay + 40), 3 / 15.0, 0.03);
  EXPECT_NEAR(baseline.days_seen(2), 3.3, 0.1) << "four, faded a little";
}

TEST(Baseline, ADayOfTheWeekWithoutCallsLooksClosed) {
  Baseline baseline;
  for (int week = 0; week < 3; ++week) {
    for (int weekday = 0; weekday < 7; ++weekday) learn_day(baseline, weekday, weekday < 6 ? 1 : 0);
  }
  EXPECT_TRUE(baseline.looks_closed(6 * kQuartersPerDay + 40));
}

TEST(Baseline, WhatWasSeldomSeenIsLessCertain) {
  Baseline baseline;
  learn_day(baseline, 0, 1);
  EXPECT_LT(baseline.relative_variance(40), baseline.relative_variance(kQuartersPerDay + 40));
}

TEST(Baseline, OldWeeksFade) {
  Baseline baseline;
  for (int week = 0; week < 20; ++week) {
    for (int weekday = 0; weekday < 7; ++weekday) learn_day(baseline, weekday, week < 10 ? 1 : 2);
  }
  EXPECT_GT(baseline.rate(40), 1.1) << "the mean of both would be 1";
}

}  // namespace
}  // namespace holdwatch::core
