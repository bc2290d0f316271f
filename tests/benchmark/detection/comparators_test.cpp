#include <gtest/gtest.h>

#include <cmath>

#include "benchmark/detection/cusum.h"
#include "benchmark/detection/ears.h"
#include "benchmark/detection/farrington.h"
#include "benchmark/detection/holt_winters.h"
#include "benchmark/detection/simple_rules.h"

namespace holdwatch::bench {
namespace {

constexpr int kMonday = 20'458;  // 2026-01-05

// Each value is the calls of a quarter of an hour, all in its last bin; the last one's score.
double last_score(Comparator& comparator, const std::vector<double>& quarters) {
  double score = 0;
  int slot = 0;
  for (double calls : quarters) {
    comparator.score({kMonday, slot++, 0});
    comparator.score({kMonday, slot++, 0});
    score = comparator.score({kMonday, slot++, calls});
  }
  return score;
}

// One quarter of an hour at the same time on Mondays, and the last one's score.
double last_weekly_score(Comparator& comparator, const std::vector<double>& quarters) {
  double score = 0;
  int day = kMonday;
  for (double calls : quarters) {
    for (int slot : {120, 121}) comparator.score({day, slot, 0});
    score = comparator.score({day, 122, calls});
    day += 7;
  }
  return score;
}

TEST(Moments, AreOfTheSample) {
  const Moments m = moments({2, 4, 9});
  EXPECT_DOUBLE_EQ(m.mean, 5);
  EXPECT_DOUBLE_EQ(m.sd, std::sqrt((9 + 1 + 16) / 2.0));
}

TEST(QuarterHour, HoldsThreeBinsOfTheSameDay) {
  QuarterHour window;
  EXPECT_FALSE(window.add({1, 96, 5}));
  EXPECT_FALSE(window.add({1, 97, 6}));
  EXPECT_EQ(window.add({1, 98, 7}), 18);
  EXPECT_EQ(window.add({1, 99, 1}), 14);
  EXPECT_FALSE(window.add({2, 96, 1}));
}

TEST(SlotHistory, KeepsFiveWeeksAndNotToday) {
  SlotHistory history;
  for (int week = 0; week < 7; ++week) {
    history.add({kMonday + 7 * week, 100, 0}, week);
  }
  EXPECT_EQ(history.at(0, 100), (std::vector<double>{1, 2, 3, 4, 5}));
}

TEST(StaticThreshold, ScoresTheCallsOfAQuarterHour) {
  StaticThreshold rule;
  EXPECT_EQ(last_score(rule, {4, 7}), 7);
}

TEST(RollingZ, ComparesWithTheWindowsOfAWholeDay) {
  RollingZ rule;
  double score = 0;
  // Bins of 0 and 6 in turn after a day's first two: windows of 6 and 12, mean 9 and sd 3.
  for (int i = 0; i < 2 + 14 * 12; ++i) score = rule.score({kMonday, i, i % 2 == 0 ? 0.0 : 6.0});
  EXPECT_EQ(score, 0) << "no day of windows yet";
  EXPECT_DOUBLE_EQ(rule.score({kMonday, 170, 9}), (15 - 9) / 3.0);
}

TEST(SameSlotZ, ComparesWithTheSameQuarterOfFiveWeeks) {
  SameSlotZ rule;
  // Mean 20, sd 10 (squares 100 + 0 + 100 + 100 + 100 over 4).
  EXPECT_DOUBLE_EQ(last_weekly_score(rule, {10, 20, 30, 10, 30, 45}), 2.5);
}

TEST(SameSlotZ, TakesPoissonsSdForTheLeast) {
  SameSlotZ rule;
  EXPECT_DOUBLE_EQ(last_weekly_score(rule, {16, 16, 16, 28}), 3);
}

// C1: seven quarters before, mean 4, sd 2; C2: two quarters are left out in between.
TEST(Ears, C1ComparesWithTheSevenQuartersBefore) {
  Ears c1(Ears::Rule::c1);
  EXPECT_DOUBLE_EQ(last_score(c1, {0, 0, 0, 0, 0, 2, 6, 2, 6, 2, 6, 4, 10}),
                   (10 - 4) / std::sqrt(4));
}

TEST(Ears, C2LeavesTwoQuartersOut) {
  Ears c2(Ears::Rule::c2);
  EXPECT_DOUBLE_EQ(last_score(c2, {0, 0, 0, 2, 6, 2, 6, 2, 6, 4, 90, 90, 10}),
                   (10 - 4) / std::sqrt(4));
}

TEST(Ears, C3AddsWhatTheLastThreeHaveBeyondOne) {
  Ears c3(Ears::Rule::c3);
  // Baselines of the last three: seven equal quarters of 4, whose sd counts as 0.5.
  EXPECT_DOUBLE_EQ(last_score(c3, {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 4, 6}),
                   (5 - 4) / 0.5 - 1 + 0 + (6 - 4) / 0.5 - 1);
}

TEST(Ears, BeginsAnewEachDay) {
  Ears c1(Ears::Rule::c1);
  std::vector<double> quarters(13, 4);
  quarters.back() = 10;
  EXPECT_EQ(last_score(c1, quarters), 12);
  EXPECT_EQ(c1.score({kMonday + 1, 0, 100}), 0);
}

TEST(HoltWinters, TakesTheFirstWeekForTheSeason) {
  HoltWinters rule;
  EXPECT_EQ(last_weekly_score(rule, {100}), 0);
  EXPECT_DOUBLE_EQ(rule.season(0, 122), 100);
}

TEST(HoltWinters, MovesLevelSeasonAndBandWithEachError) {
  HoltWinters rule;
  // The forecast is 100: 130 stands 3 roots above it, in a band of 1.
  EXPECT_DOUBLE_EQ(last_weekly_score(rule, {100, 130}), 3);
  EXPECT_DOUBLE_EQ(rule.level(), 1 + 0.02 * 0.3);
  EXPECT_DOUBLE_EQ(rule.season(0, 122), 100 + 0.2 * 30);
}

TEST(Farrington, FitsMeanAndDispersion) {
  const QuasiPoisson fit = fit_robustly({2, 4, 6, 8, 5});
  EXPECT_DOUBLE_EQ(fit.mean, 5);
  EXPECT_DOUBLE_EQ(fit.dispersion, 1) << "20 / 5 over 4 degrees of freedom";
  EXPECT_DOUBLE_EQ(fit.weight, 5);
  EXPECT_DOUBLE_EQ(fit_robustly({0, 10, 0, 10}).dispersion, 20 / 3.0);
}

TEST(Farrington, LetsAnOutlierCountForLess) {
  std::vector<double> counts(30, 10);
  counts.push_back(100);
  // The plain mean is 12.9; the residual there, at a dispersion of 20.3, is 3.49: weight 0.082.
  EXPECT_NEAR(fit_robustly(counts).mean, (300 + 8.2) / 30.082, 0.002);
}

TEST(Farrington, JudgesOnTheTwoThirdsScale) {
  // (27/8)^(2/3) = 9/4; 1.5 * 5/4 * sqrt(8 / (1 * 1.25)).
  EXPECT_DOUBLE_EQ(farrington_z(27, {8, 1, 4}), 1.5 * 1.25 * std::sqrt(6.4));
}

TEST(Farrington, ComparesWithTheSameQuarterOfFiveWeeks) {
  Farrington rule;
  EXPECT_NEAR(last_weekly_score(rule, {8, 8, 8, 8, 8, 8, 8, 27}), 1.5 * 1.25 * std::sqrt(8 / 1.2),
              1e-12)
      << "five weeks; the neighbours have had none";
}

TEST(PoissonCusum, AddsLogLikelihoodRatiosAndStaysAboveZero) {
  PoissonCusum cusum(2);
  EXPECT_DOUBLE_EQ(cusum.step(1, 3), 0);
  EXPECT_DOUBLE_EQ(cusum.step(5, 2), 5 * std::log(2) - 2);
  EXPECT_DOUBLE_EQ(cusum.step(3, 2), 8 * std::log(2) - 4);
}

TEST(OracleCusum, TakesTheUsualCallsInTheirOrder) {
  OracleCusum cusum({2, 3}, 2);
  EXPECT_DOUBLE_EQ(cusum.score({0, 0, 4}), 4 * std::log(2) - 2);
  EXPECT_DOUBLE_EQ(cusum.score({0, 1, 5}), 9 * std::log(2) - 5);
}

// A negative binomial of mean 6 and dispersion 1.5 has size 12 and p = 2/3; at twice the mean, with
// the same size, p = 1/2.
TEST(NegativeBinomialCusum, UsesTheRatioOfTwoNegativeBinomials) {
  const double x = 9;
  const double expected = x * std::log(0.5 / (1.0 / 3)) + 12 * std::log(0.5 / (2.0 / 3));
  EXPECT_NEAR(negative_binomial_llr(x, 6, 1.5, 2), expected, 1e-12);
}

TEST(NegativeBinomialCusum, BeginsAnewEachDay) {
  NegativeBinomialCusum cusum;
  for (int day : {0, 7}) cusum.score({kMonday + day, 100, 10});
  const double high = cusum.score({kMonday + 14, 100, 30});
  EXPECT_GT(high, 0);
  EXPECT_EQ(cusum.score({kMonday + 21, 100, 5}), 0);
}

}  // namespace
}  // namespace holdwatch::bench
