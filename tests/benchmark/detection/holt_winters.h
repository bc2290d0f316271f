#pragma once

#include <array>

#include "benchmark/detection/comparator.h"

namespace holdwatch::bench {

/// Seasonal exponential smoothing with a band [Winters 1960, Brutlag 2000]: a quarter of an hour
/// against level times season of the week, in units of a smoothed deviation that grows with the
/// root of the forecast.
class HoltWinters final : public Comparator {
 public:
  double score(const Bin& bin) override;
  double level() const { return level_; }
  double season(int weekday, int slot) const { return season_[weekday][slot]; }

 private:
  QuarterHour window_;
  std::array<std::array<double, kBinsPerDay>, 7> season_{};
  double level_ = 1;
  double deviation_ = 1;
};

}  // namespace holdwatch::bench
