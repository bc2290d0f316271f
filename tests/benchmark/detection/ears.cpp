#include "benchmark/detection/ears.h"

#include <algorithm>

namespace holdwatch::bench {

double Ears::z(int quarters_ago, int lag) const {
  std::vector<double> baseline;
  for (int i = 1; i <= kBaseline; ++i)
    baseline.push_back(past_[(quarters_ago + lag + i) * kStride]);
  const Moments usual = moments(baseline);
  return (past_[quarters_ago * kStride] - usual.mean) / std::max(usual.sd, 0.5);
}

double Ears::score(const Bin& bin) {
  const auto calls = window_.add(bin);
  if (!calls) return 0;
  if (bin.day != day_) past_.clear();
  day_ = bin.day;
  past_.push_front(*calls);
  constexpr std::size_t kKept = (2 + kLag + kBaseline) * kStride + 1;
  if (past_.size() < kKept) return 0;
  past_.resize(kKept);
  if (rule_ == Rule::c1) return z(0, 0);
  if (rule_ == Rule::c2) return z(0, kLag);
  double sum = 0;
  for (int ago = 0; ago < 3; ++ago) sum += std::max(0.0, z(ago, kLag) - 1);
  return sum;
}

}  // namespace holdwatch::bench
