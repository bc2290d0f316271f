#include "benchmark/detection/simple_rules.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::bench {

double RollingZ::score(const Bin& bin) {
  const auto calls = window_.add(bin);
  if (!calls) return 0;
  double z = 0;
  if (past_.size() == kWindows) {
    const double n = kWindows;
    const double mean = sum_ / n;
    z = (*calls - mean) / std::sqrt(std::max(squares_ / n - mean * mean, 1.0));
    sum_ -= past_.front();
    squares_ -= past_.front() * past_.front();
    past_.pop_front();
  }
  past_.push_back(*calls);
  sum_ += *calls;
  squares_ += *calls * *calls;
  return z;
}

double SameSlotZ::score(const Bin& bin) {
  const auto calls = window_.add(bin);
  if (!calls) return 0;
  history_.add(bin, *calls);
  const auto& past = history_.at(bin.weekday(), bin.slot);
  if (past.size() < 2) return 0;
  const Moments usual = moments(past);
  return (*calls - usual.mean) / std::max({usual.sd, std::sqrt(usual.mean), 1.0});
}

}  // namespace holdwatch::bench
