#pragma once

#include <cmath>

namespace holdwatch::core {

/// Probability that a normal variable is below x.
inline double normal_below(double x, double mean = 0, double sd = 1) {
  return 0.5 * std::erfc((mean - x) / (sd * std::sqrt(2.0)));
}

}  // namespace holdwatch::core
