#pragma once

#include <cstdint>

namespace holdwatch::api {

/// What a usual count stays in nine times out of ten.
struct CountBand {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

/// The 5 % and 95 % quantiles of a count of that mean and the variance mean + (spread mean)^2:
/// Poisson calls at a rate that itself varies, as detection has it (negative binomial).
CountBand count_band(double mean, double spread);

}  // namespace holdwatch::api
