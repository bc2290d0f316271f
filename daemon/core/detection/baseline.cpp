// Each slot of the week has a Gamma posterior over its rate, faded with a half-life of eight weeks.
// Its prior is the product of the daily shape (pooled over weekdays) and the weekday's level
// (pooled over the day), trusted as far as the slots of this queue are seen to keep to it: so a new
// queue has a usable baseline after one day, and an old one its own rate in every slot. Shapes of
// sparse queues lean on their neighbours.
#include "core/detection/baseline.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kHalfLifeDays = 56;
constexpr double kNeighbourCalls = 10;  // how much of the neighbours' mean a slot's shape takes on
constexpr int kNeighbours = 4;
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
  std::array<double, kQuartersPerDay> calls{};
  std::array<double, kQuartersPerDay> minutes{};
  for (int slot = 0; slot < kSlotsPerWeek; ++slot) {
    calls[slot % kQuartersPerDay] += calls_[slot];
    minutes[slot % kQuartersPerDay] += minutes_[slot] * weekday_[slot / kQuartersPerDay];
  }
  double rates = 0;
  int busy = 0;
  for (int quarter = 0; quarter < kQuartersPerDay; ++quarter) {
    double near_calls = 0;
    double near_minutes = 0;
    for (int i = std::max(0, quarter - kNeighbours);
         i <= std::min(kQuartersPerDay - 1, quarter + kNeighbours); ++i) {
      if (calls[i] <= 0) continue;  // closed: an edge of the day is no neighbour
      near_calls += calls[i];
      near_minutes += minutes[i];
    }
    const double pseudo = calls[quarter] > 0 ? kNeighbourCalls : 0;
    const double pseudo_minutes = near_calls > 0 ? pseudo * near_minutes / near_calls : 0;
    const double exposure = minutes[quarter] + pseudo_minutes;
    const double rate = exposure > 0 ? (calls[quarter] + pseudo) / exposure : 0;
    daily_[quarter] = rate;
    daily_calls_[quarter] = calls[quarter];
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
  return 1 / all + trust * trust / (kNeighbourCalls + daily_calls_[week_slot % kQuartersPerDay]);
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
