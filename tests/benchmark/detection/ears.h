#pragma once

#include <deque>

#include "benchmark/detection/comparator.h"

namespace holdwatch::bench {

/// The Early Aberration Reporting System's three rules [Hutwagner et al. 2003] over quarters of an
/// hour: C1 against the seven before, C2 with two left out in between, C3 the sum of what the last
/// three C2 have beyond 1. Windows move by five minutes; each day begins anew, or every opening
/// would be an outbreak.
class Ears final : public Comparator {
 public:
  enum class Rule { c1, c2, c3 };

  explicit Ears(Rule rule) : rule_(rule) {}
  double score(const Bin& bin) override;

 private:
  static constexpr int kBaseline = 7;
  static constexpr int kLag = 2;     // quarters of an hour left out, C2 and C3
  static constexpr int kStride = 3;  // bins from a quarter to the next

  // `quarters_ago`: which one to judge; `lag`: quarters left out before it.
  double z(int quarters_ago, int lag) const;

  Rule rule_;
  int day_ = -1;
  QuarterHour window_;
  std::deque<double> past_;  // newest first, a bin apart
};

}  // namespace holdwatch::bench
