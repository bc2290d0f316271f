#include "core/detection/surge_grid.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/detection/fast_exp.h"
#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;

// Two calls a minute are usual; plays `length` minutes at `factor` times that and returns after how
// many the statistic reached `threshold`, or `length`.
double minutes_to(SurgeGrid& grid, Arrivals& arrivals, double factor, double threshold,
                  double length) {
  double now = 0;
  double slot = 0;
  while (now < length) {
    const double gap = to_minutes(arrivals.gap(2 * factor));
    grid.call(gap, 2 * gap);
    now += gap;
    slot += gap;
    if (slot > 30) {
      grid.end_slot();
      grid.start_block(0.0064);
      slot = 0;
    }
    if (grid.statistic() >= threshold) return now;
  }
  return length;
}

TEST(FastExp, AgreesWithTheLibrary) {
  for (float x = 0; x < 80; x += 0.37f) {
    EXPECT_NEAR(exp_negative(x) / std::exp(-x), 1, 3e-6) << x;
  }
}

TEST(SurgeGrid, FalseAlarmsAreNoMoreFrequentThanTheThresholdSays) {
  constexpr double kThreshold = 100;
  Arrivals arrivals(1);
  double minutes = 0;
  int alarms = 0;
  for (int day = 0; day < 400; ++day) {
    SurgeGrid grid;
    grid.start_day(0, 0.1);
    grid.start_block(0.0001);
    const double length = minutes_to(grid, arrivals, 1, kThreshold, 600);
    minutes += length;
    alarms += length < 600;
  }
  EXPECT_GT(alarms, 50) << "else this proves nothing";
  EXPECT_GT(minutes / alarms, kThreshold);
}

TEST(SurgeGrid, ADoubledRateIsFoundWithinTheHour) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Arrivals arrivals(seed);
    SurgeGrid grid;
    grid.start_day(0, 0.1);
    grid.start_block(0.0064);
    minutes_to(grid, arrivals, 1, 1e30, 120);
    EXPECT_LT(minutes_to(grid, arrivals, 2, 16'000, 120), 60) << "seed " << seed;
  }
}

TEST(SurgeGrid, AnOpenSurgeLastsWhileItIsOnAndEndsWhenItIsOver) {
  Arrivals arrivals(3);
  SurgeGrid grid;
  grid.start_day(0, 0.1);
  grid.start_block(0.0064);
  minutes_to(grid, arrivals, 1, 1e30, 60);
  minutes_to(grid, arrivals, 2, 16'000, 120);
  grid.open();
  minutes_to(grid, arrivals, 2, 1e30, 120);
  EXPECT_LT(grid.off_probability(), 0.1);
  EXPECT_NEAR(grid.factor_mean(), 2, 0.4);
  EXPECT_NEAR(grid.day_mean(), 1, 0.1) << "the surge is no busyness";
  minutes_to(grid, arrivals, 1, 1e30, 90);
  EXPECT_GT(grid.off_probability(), 0.8);
  grid.close();
  EXPECT_NEAR(grid.day_mean(), 1, 0.1);
}

TEST(SurgeGrid, ABusyDayIsLearnedAsOne) {
  Arrivals arrivals(4);
  SurgeGrid grid;
  grid.start_day(0, 0.1);
  grid.start_block(0.0064);
  minutes_to(grid, arrivals, 1.15, 1e30, 300);
  EXPECT_NEAR(grid.day_mean(), 1.15, 0.06);
  EXPECT_LT(grid.day_sd(), 0.08);
}

TEST(SurgeGrid, SurvivesHoursWithoutACallInABusyQueue) {
  SurgeGrid grid;
  grid.start_day(0, 0.1);
  grid.start_block(0.0064);
  grid.quiet(600, 24'000);
  EXPECT_TRUE(std::isfinite(grid.statistic()));
  EXPECT_GT(grid.day_mean(), 0.5);
}

}  // namespace
}  // namespace holdwatch::core
