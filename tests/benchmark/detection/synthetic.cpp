#include "benchmark/detection/synthetic.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace holdwatch::bench {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr double kHoliday = 0.55;
constexpr double kAfterHoliday = 1.15;
constexpr std::array<double, 7> kWeekdays = {1.15, 1.02, 0.97, 0.95, 0.98, 0.6, 0.4};

// Autoregression of order one with unit variance.
class Wander {
 public:
  Wander(double memory, Random& random) : memory_(memory), random_(random), x_(random.normal()) {}
  double next() {
    x_ = memory_ * x_ + std::sqrt(1 - memory_ * memory_) * random_.normal();
    return x_;
  }

 private:
  double memory_;
  Random& random_;
  double x_;
};

// Mean about 1 over the opening hours, of which `x` is the share that has passed.
double shape(double x) {
  const double morning = std::exp(-std::pow((x - 0.3) / 0.18, 2));
  const double afternoon = 0.8 * std::exp(-std::pow((x - 0.65) / 0.2, 2));
  return 0.4 + 1.05 * (morning + afternoon);
}

bool is_holiday(const World& world, sys_days date) {
  return std::find(world.holidays.begin(), world.holidays.end(),
                   std::chrono::year_month_day{date}) != world.holidays.end();
}

double calendar_factor(const World& world, sys_days date) {
  if (is_holiday(world, date)) return kHoliday;
  if (is_holiday(world, date - days{1})) return kAfterHoliday;
  const unsigned today{std::chrono::year_month_day{date}.day()};
  const unsigned tomorrow{std::chrono::year_month_day{date + days{1}}.day()};
  return today == 1 || tomorrow == 1 ? world.month_turn : 1;
}

// Local wall time as UTC; opening hours keep clear of the change of the offset.
Time to_utc(const Zone& zone, Time local) {
  return local - zone.offset_at(local - zone.offset_at(local));
}

}  // namespace

Series simulate(const World& world, Random& random) {
  Series series;
  series.zone = world.zone;
  series.holidays = world.holidays;
  Wander busyness(world.day_memory, random);
  Wander within(std::exp(-5 / world.hour_memory), random);
  const int bins = (world.closes - world.opens) * 12;
  for (int d = 0; d < world.days; ++d) {
    const sys_days date = sys_days{world.first} + days{d};
    const int weekday = static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1;
    const double day = std::exp(world.day_sd * busyness.next()) * calendar_factor(world, date) *
                       kWeekdays[weekday] * world.calls_per_hour / 12;
    if (weekday >= 5 && !world.weekends) continue;
    for (int i = 0; i < bins; ++i) {
      const Time local = date + std::chrono::hours{world.opens} + i * std::chrono::minutes{5};
      const double mean = day * shape((i + 0.5) / bins) * std::exp(world.hour_sd * within.next());
      series.counts.push_back({to_utc(*world.zone, local), random.poisson(mean)});
    }
  }
  return series;
}

}  // namespace holdwatch::bench
