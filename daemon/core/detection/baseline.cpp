// Each slot of the week has a Gamma posterior over its rate, faded with a half-life of eight weeks.
// Its prior is the product of the daily shape (pooled over weekdays) and the weekday's level
// (pooled over the day), trusted as far as the slots of this queue are seen to keep to it: so a new
// queue has a usable baseline after one day, and an old one its own rate in every slot. Shapes of
// sparse queues lean on the line through their neighbours.
#include "core/detection/baseline.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kHalfLifeDays = 56;
constexpr int kNeighbours = 4;
constexpr double kLeastOfMean = 0.3;  // of its neighbours' mean: no line leads to 0
constexpr double kRoughness = 0.07;   // sd of a slot's shape around the line through its neighbours
constexpr double kWeekdayPriorDays = 0.03;
constexpr double kClosedShare = 0.03;  // of the typical rate
constexpr double kCallsToMiss = 6;     // expected, so that their absence is no chance
constexpr double kEmptyShare = 0.05;   // of the expected
constexpr int kSweeps = 2;

constexpr double kStrayPrior = 0.15;      // sd of a slot around the product
constexpr double kStrayPriorWeight = 30;  // slots seen well
constexpr double kLeastStray = 0.04;
constexpr double kMostStray = 9;       // of the variance known so far
constexpr double kSlotNoise = 0.0064;  // variance of a slot's intensity from week to week
constexpr double kFewestExposures = 1;
constexpr double kMostExposures = 30;

using Shape = std::array<double, kQuartersPerDay>;

// The rate that the neighbours, and the slot itself, promise for a slot; and how many calls this is
// worth.
struct Line {
  double rate = 0;
  double worth = 0;
};

Line line_through(const Shape& calls, const Shape& minutes, int quarter) {
  double s0 = 0, s1 = 0, s2 = 0, y0 = 0, y1 = 0;  // of least squares, weighted by exposure
  for (int x = -kNeighbours; x <= kNeighbours; ++x) {
    const int i = quarter + x;
    // Closed: an edge of the day is no neighbour.
    if (i < 0 || i >= kQuartersPerDay || calls[i] <= 0) continue;
    s0 += minutes[i];
    s1 += minutes[i] * x;
    s2 += minutes[i] * x * x;
    y0 += calls[i];
    y1 += calls[i] * x;
  }
  if (y0 <= 0) return {};
  const double spread = s0 * s2 - s1 * s1;
  if (spread <= 0) return {y0 / s0, 1 / (kRoughness * kRoughness + 1 / y0)};
  const double rate = std::max((s2 * y0 - s1 * y1) / spread, kLeastOfMean * y0 / s0);
  const double leverage = s0 * s2 / spread;
  return {rate, 1 / (kRoughness * kRoughness + leverage / y0)};
}

}  // namespace

void Baseline::learn(int week_slot, double calls, double minutes, double weight) {
  calls_[week_slot] += weight * calls;
  minutes_[week_slot] += weight * minutes;
}

void Baseline::end_day() {
  const double keep = std::exp2(-1 / kHalfLifeDays);
  calls_seen_ = 0;
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    calls_[slot] *= keep;
    minutes_[slot] *= keep;
    calls_seen_ += calls_[slot];
  }
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    pool_days();
    pool_weekdays();
  }
  judge_pooling();
}

void Baseline::pool_days() {
  Shape calls{};
  Shape minutes{};
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    calls[slot % kQuartersPerDay] += calls_[slot];
    minutes[slot % kQuartersPerDay] += minutes_[slot] * weekday_[slot / kQuartersPerDay];
  }
  double rates = 0;
  int busy = 0;
  for (int quarter = 0; quarter < kQuartersPerDay; ++quarter) {
    const Line line = line_through(calls, minutes, quarter);
    const double pseudo = calls[quarter] > 0 ? line.worth : 0;
    const double exposure = minutes[quarter] + (pseudo > 0 ? pseudo / line.rate : 0);
    const double rate = exposure > 0 ? (calls[quarter] + pseudo) / exposure : 0;
    daily_[quarter] = rate;
    daily_worth_[quarter] = calls[quarter] + pseudo;
    rates += rate;
    busy += rate > 0;
  }
  typical_rate_ = busy > 0 ? rates / busy : 0;
}

void Baseline::pool_weekdays() {
  double day_calls = 0;
  for (double rate : daily_) day_calls += 15 * rate;
  for (int weekday = 0; weekday < 7; ++weekday) {
    double calls = kWeekdayPriorDays * day_calls;
    double expected = calls;
    for (int quarter = 0; quarter < kQuartersPerDay; ++quarter) {
      const int slot = weekday * kQuartersPerDay + quarter;
      calls += calls_[slot];
      expected += minutes_[slot] * daily_[quarter];
    }
    weekday_[weekday] = expected > 0 ? calls / expected : 1;
  }
}

double Baseline::pooled_rate(int week_slot) const {
  return weekday_[week_slot / kQuartersPerDay] * daily_[week_slot % kQuartersPerDay];
}

// How far slots stray from the product, beyond what chance and noise explain. Strays are capped, so
// that surges among the past don't count for more than any stray.
void Baseline::judge_pooling() {
  double weights = kStrayPriorWeight;
  double strays = kStrayPriorWeight * kStrayPrior * kStrayPrior;
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    const double expected = minutes_[slot] * pooled_rate(slot);
    if (expected < 1 || minutes_[slot] < 12) continue;
    const double chance = 1 / expected + kSlotNoise * 15 / minutes_[slot];
    const double deviation = calls_[slot] / expected - 1;
    const double known = chance + stray_ * stray_;
    const double square = std::min(deviation * deviation, kMostStray * known);
    const double weight = 0.01 / (known * known);
    weights += weight;
    strays += weight * (square - chance);
  }
  stray_ = std::sqrt(std::clamp(strays / weights, kLeastStray * kLeastStray, 1.0));
}

double Baseline::prior_calls(int week_slot) const {
  const double pooled = pooled_rate(week_slot);
  return std::clamp(1 / (stray_ * stray_), kFewestExposures * 15 * pooled,
                    kMostExposures * 15 * pooled);
}

double Baseline::rate(int week_slot) const {
  const double pooled = pooled_rate(week_slot);
  if (pooled <= 0) return 0;
  const double prior = prior_calls(week_slot);
  return (calls_[week_slot] + prior) / (minutes_[week_slot] + prior / pooled);
}

double Baseline::relative_variance(int week_slot) const {
  const double prior = std::max(prior_calls(week_slot), 0.1);
  const double all = calls_[week_slot] + prior;
  const double trust = prior / all;
  return 1 / all + trust * trust / std::max<double>(daily_worth_[week_slot % kQuartersPerDay], 0.1);
}

double Baseline::days_seen(int weekday) const {
  double seen = 0;
  for (int quarter = 0; quarter < kQuartersPerDay; ++quarter) {
    seen = std::max(seen, minutes_[weekday * kQuartersPerDay + quarter] / 15);
  }
  return seen;
}

bool Baseline::looks_closed(int week_slot) const {
  const double pooled = minutes_[week_slot] * pooled_rate(week_slot);
  const bool stays_empty = pooled > kCallsToMiss && calls_[week_slot] < kEmptyShare * pooled;
  return stays_empty || rate(week_slot) < kClosedShare * typical_rate_;
}

}  // namespace holdwatch::core
