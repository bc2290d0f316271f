// A negative binomial count is summed up term by term, each from the one before, until the
// quantiles are passed. Above a few hundred it is as good as a Gamma distribution, and that as a
// cube of a normal one (Wilson and Hilferty), which needs no sum.
#include "sinks/api/count_band.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::api {

namespace {

constexpr double kLow = 0.05;
constexpr double kHigh = 0.95;
constexpr double kNormalHigh = 1.6448536269514722;  // quantile of kHigh
constexpr double kSummed = 400;
constexpr double kLeastVariance = 1e-6;  // of the rate, relatively: nearly Poisson

std::uint64_t gamma_quantile(double mean, double variance, double normal) {
  const double ninth = variance / (mean * mean) / 9;  // 1 / (9 shape)
  const double root = std::max(0.0, 1 - ninth + normal * std::sqrt(ninth));
  return static_cast<std::uint64_t>(std::lround(mean * root * root * root));
}

}  // namespace

CountBand count_band(double mean, double spread) {
  if (!(mean > 0)) return {};
  const double relative = std::max(spread * spread, kLeastVariance);
  if (mean > kSummed) {
    const double variance = mean + relative * mean * mean;
    return {gamma_quantile(mean, variance, -kNormalHigh),
            gamma_quantile(mean, variance, kNormalHigh)};
  }
  const double shape = 1 / relative;
  const double odds = mean / (mean + shape);
  double term = std::exp(shape * std::log1p(-odds));
  double sum = term;
  CountBand band;
  for (; sum < kHigh; ++band.high) {
    if (sum < kLow) ++band.low;
    const double n = static_cast<double>(band.high);
    term *= odds * (shape + n) / (n + 1);
    sum += term;
    if (term < 1e-12 && n > mean) break;  // rounding has the rest
  }
  return band;
}

}  // namespace holdwatch::api
