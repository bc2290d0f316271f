// Each slot of the week has a Gamma posterior over its rate, faded with a half-life of eight weeks.
// Its prior is the product of the daily shape (pooled over weekdays) and the weekday's level
// (pooled over the day), worth six exposures: so a new queue has a usable baseline after one day,
// and an old one its own rate in every slot. Shapes of sparse queues lean on their neighbours.
#include "core/detection/baseline.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kHalfLifeDays = 56;
constexpr double kPriorMinutes = 6 * 15;
constexpr double kNeighbourCalls = 10;  // how much of the neighbours' mean a slot's shape takes on
constexpr int kNeighbours = 4;
constexpr double kWeekdayPriorDays = 0.03;
constexpr double kClosedShare = 0.03;  // of the typical rate
constexpr double kPooledError = 0.03;  // of the product of shape and level, however much is seen
constexpr int kSweeps = 2;

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

double Baseline::rate(int week_slot) const {
  return (calls_[week_slot] + kPriorMinutes * pooled_rate(week_slot)) /
         (minutes_[week_slot] + kPriorMinutes);
}

double Baseline::relative_variance(int week_slot) const {
  const double own = calls_[week_slot];
  const double pooled = std::max(kPriorMinutes * pooled_rate(week_slot), 0.1);
  const double pooled_variance =
      kPooledError * kPooledError + 1 / (kNeighbourCalls + daily_calls_[week_slot % kQuartersPerDay]);
  return (own + pooled * pooled * pooled_variance) / ((own + pooled) * (own + pooled));
}

double Baseline::days_seen(int weekday) const {
  double seen = 0;
  for (int quarter = 0; quarter < kQuartersPerDay; ++quarter) {
    seen = std::max(seen, minutes_[weekday * kQuartersPerDay + quarter] / 15);
  }
  return seen;
}

bool Baseline::looks_closed(int week_slot) const {
  return rate(week_slot) < kClosedShare * typical_rate_;
}

}  // namespace holdwatch::core
