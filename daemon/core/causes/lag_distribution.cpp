// The prior is a lognormal curve around the category's rough median, broad enough for a guess that
// is wrong by a factor of three, with a tenth spread evenly over all magnitudes. A confirmed case
// adds a narrower bump at its own lag, since the next case will be near it, not at it. All weights
// are in cases, so the prior gives way after about as many cases as it is worth.
#include "core/causes/lag_distribution.h"

#include <algorithm>
#include <cmath>

#include "core/causes/normal.h"

namespace holdwatch::core {

namespace {

const double kLogRange = std::log(30.0 * 24 * 60);  // minutes; the lower end is one minute
constexpr double kPriorSigma = 1.2;
constexpr double kPriorCases = 4;
constexpr double kAnything = 0.1;
constexpr double kCaseSigma = 0.5;
constexpr Duration kPoint = std::chrono::minutes{1};  // a span too short to matter

/// Place on the logarithmic scale, from 0 (a minute or less) to 1 (thirty days or more).
double place(Duration lag) {
  return std::clamp(std::log(std::max(to_minutes(lag), 1.0)) / kLogRange, 0.0, 1.0);
}

template <std::size_t N>
void add_bump(std::array<double, N>& weights, Duration at, double sigma, double weight) {
  const double mean = place(at);
  const double sd = sigma / kLogRange;
  // Normalised over the range, so that a bump at its edge weighs as much as any.
  const double lowest = normal_below(0, mean, sd);
  const double inside = normal_below(1, mean, sd) - lowest;
  double before = lowest;
  for (std::size_t i = 0; i < N; ++i) {
    const double upper = normal_below(static_cast<double>(i + 1) / N, mean, sd);
    weights[i] += weight * (upper - before) / inside;
    before = upper;
  }
}

}  // namespace

LagDistribution::LagDistribution(Duration median) {
  weight_.fill(kPriorCases * kAnything / kBins);
  add_bump(weight_, median, kPriorSigma, kPriorCases * (1 - kAnything));
  accumulate();
}

void LagDistribution::learn(Duration from, Duration to) {
  // Calls that waited for the doors came somewhere in between: about where such lags usually are.
  const double before = below(from);
  const double after = below(to);
  const Duration lag = after > before && to - from > kPoint ? quantile(0.5 * (before + after)) : to;
  add_bump(weight_, lag, kCaseSigma, 1);
  accumulate();
}

LagHistogram LagDistribution::histogram() const {
  return {.cases = {weight_.begin(), weight_.end()},
          .low = quantile(0.05),
          .median = quantile(0.5),
          .high = quantile(0.95)};
}

Duration LagDistribution::quantile(double q) const {
  const auto above = std::upper_bound(cumulative_.begin() + 1, cumulative_.end() - 1, q);
  const auto bin = static_cast<std::size_t>(above - cumulative_.begin()) - 1;
  const double inside =
      (q - cumulative_[bin]) / std::max(cumulative_[bin + 1] - cumulative_[bin], 1e-12);
  return from_seconds(60 * std::exp(kLogRange * (static_cast<double>(bin) + inside) / kBins));
}

void LagDistribution::accumulate() {
  cumulative_[0] = 0;
  for (std::size_t i = 0; i < kBins; ++i) cumulative_[i + 1] = cumulative_[i] + weight_[i];
  for (double& c : cumulative_) c /= cumulative_[kBins];
}

double LagDistribution::below(Duration lag) const {
  const double x = place(lag) * kBins;
  const auto bin = std::min(static_cast<std::size_t>(x), kBins - 1);
  const double inside = x - static_cast<double>(bin);
  return cumulative_[bin] + inside * (cumulative_[bin + 1] - cumulative_[bin]);
}

double LagDistribution::mass(Duration from, Duration to) const {
  return std::max(0.0, below(to) - below(from));
}

}  // namespace holdwatch::core
