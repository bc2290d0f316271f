#include "core/causes/call_mixture.h"

#include <algorithm>
#include <cmath>

#include "core/causes/normal.h"

namespace holdwatch::core {

namespace {

constexpr double kLeastSd = 0.5;  // of a number of calls

double below(const std::vector<CallCount>& possibilities, double calls) {
  double rest = 1;
  double sum = 0;
  for (const CallCount& p : possibilities) {
    rest -= p.probability;
    sum += p.probability * normal_below((calls - p.mean) / std::max(p.sd, kLeastSd));
  }
  return sum + std::max(rest, 0.0);
}

double quantile(const std::vector<CallCount>& possibilities, double q) {
  if (below(possibilities, 0) >= q) return 0;
  double low = 0;
  double high = 1;
  for (const CallCount& p : possibilities) {
    high = std::max(high, p.mean + 6 * std::max(p.sd, kLeastSd));
  }
  for (int i = 0; i < 50; ++i) {
    const double middle = 0.5 * (low + high);
    (below(possibilities, middle) < q ? low : high) = middle;
  }
  return high;
}

}  // namespace

Estimate summarise(const std::vector<CallCount>& possibilities) {
  Estimate e{.low = quantile(possibilities, 0.05), .high = quantile(possibilities, 0.95)};
  for (const CallCount& p : possibilities) e.estimate += p.probability * p.mean;
  // A small chance of many calls moves the mean beyond where most of them lie.
  e.low = std::min(e.low, e.estimate);
  e.high = std::max(e.high, e.estimate);
  return e;
}

}  // namespace holdwatch::core
