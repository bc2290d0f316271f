// The logarithm of a day's busyness follows an autoregression of order one around a slowly drifting
// level, plus an effect of the kind of day with a normal posterior of its own. The spread of days
// is learned by a likelihood that surges can't stretch. A weekday seen on few days adds its own
// doubt.
#include "core/detection/day_factor.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kAutocorrelation = 0.5;
constexpr double kLevelGain = 0.05;  // a day
constexpr double kMostLevel = 0.3;
constexpr double kDayReach = 3;         // sds beyond which a day counts as one at the edge
constexpr double kUnseenWeekday = 0.3;  // sd of the logarithm
constexpr int kLongestGap = 4;          // days after which yesterday tells nothing

}  // namespace

DayOutlook DayFactor::outlook(int day, DayKind kind, double weekday_days) const {
  const double spread = spread_.sd() * spread_.sd();
  const int gap = day - last_day_;
  const bool fresh = last_day_ >= 0 && gap > 0 && gap <= kLongestGap;
  const double r = fresh ? std::pow(kAutocorrelation, gap) : 0;
  // Yesterday itself is known only so well: shrink it by its share of true variance.
  const double trust = spread / (spread + last_variance_);
  const Effect& effect = effects_[static_cast<std::size_t>(kind)];
  return {level_ + r * trust * last_ + effect.mean,
          std::sqrt(spread * (1 - r * r * trust) + weekday_doubt(weekday_days) + effect.variance)};
}

double DayFactor::weekday_doubt(double weekday_days) const {
  if (weekday_days < 0.5) return kUnseenWeekday * kUnseenWeekday;
  return spread_.sd() * spread_.sd() / weekday_days;
}

void DayFactor::learn(int day, DayKind kind, double weekday_days, double log_factor,
                      double sampling_variance) {
  if (weekday_days < 0.5) return;  // the weekday's level, not the day's busyness
  sampling_variance += weekday_doubt(weekday_days);
  Effect& effect = effects_[static_cast<std::size_t>(kind)];
  const double spread = spread_.sd() * spread_.sd();
  if (kind != DayKind::ordinary) {
    const double gain = effect.variance / (effect.variance + spread + sampling_variance);
    effect.mean += gain * (log_factor - level_ - effect.mean);
    effect.variance *= 1 - gain;
    if (kind == DayKind::holiday) return;
  }
  const double stray = log_factor - level_ - effect.mean;
  spread_.learn(stray, sampling_variance);
  const double reach = kDayReach * std::sqrt(spread + sampling_variance);
  const double deviation = std::clamp(stray, -reach, reach);
  level_ = std::clamp(level_ + kLevelGain * spread / (spread + sampling_variance) * deviation,
                      -kMostLevel, kMostLevel);
  last_ = deviation;
  last_variance_ = sampling_variance;
  last_day_ = day;
}

}  // namespace holdwatch::core
