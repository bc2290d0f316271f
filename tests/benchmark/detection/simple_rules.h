#pragma once

#include <deque>

#include "benchmark/detection/comparator.h"

namespace holdwatch::bench {

/// Calls in a quarter of an hour.
class StaticThreshold final : public Comparator {
 public:
  double score(const Bin& bin) override { return window_.add(bin).value_or(0); }

 private:
  QuarterHour window_;
};

/// A quarter of an hour against mean and sd of the last 24 h (here: of 14 open ones, a whole day).
class RollingZ final : public Comparator {
 public:
  double score(const Bin& bin) override;

 private:
  static constexpr std::size_t kWindows = 14 * 12;

  QuarterHour window_;
  std::deque<double> past_;
  double sum_ = 0;
  double squares_ = 0;
};

/// A quarter of an hour against the same one of the last five weeks; sd at least Poisson's.
class SameSlotZ final : public Comparator {
 public:
  double score(const Bin& bin) override;

 private:
  QuarterHour window_;
  SlotHistory history_;
};

}  // namespace holdwatch::bench
