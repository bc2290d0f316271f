#include "benchmark/detection/comparator.h"

#include <cmath>
#include <numeric>

namespace holdwatch::bench {

std::optional<double> QuarterHour::add(const Bin& bin) {
  if (bin.day != day_) bins_ = 0;
  day_ = bin.day;
  calls_[bins_++ % 3] = bin.calls;
  if (bins_ < 3) return std::nullopt;
  return calls_[0] + calls_[1] + calls_[2];
}

void SlotHistory::add(const Bin& bin, double value) {
  if (!today_.empty() && today_.back().bin.day != bin.day) end_day();
  today_.push_back({bin, value});
}

void SlotHistory::end_day() {
  for (const auto& [bin, value] : today_) {
    std::vector<double>& values = values_[bin.weekday()][bin.slot];
    if (values.size() == kWeeks) values.erase(values.begin());
    values.push_back(value);
  }
  today_.clear();
}

Moments moments(const std::vector<double>& values) {
  if (values.size() < 2) return {values.empty() ? 0 : values[0], 0};
  const double n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1))};
}

}  // namespace holdwatch::bench
