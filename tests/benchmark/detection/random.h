#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace holdwatch::bench {

/// Chance from a seed, the same everywhere: the library's own distributions may differ.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// In (0, 1).
  double uniform() { return (static_cast<double>(engine_() >> 11) + 0.5) / 9007199254740992.0; }
  double exponential() { return -std::log(uniform()); }
  double normal() { return std::sqrt(2 * exponential()) * std::cos(6.283185307179586 * uniform()); }
  int poisson(double mean) {
    int n = 0;
    for (double sum = exponential(); sum < mean; sum += exponential()) ++n;
    return n;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace holdwatch::bench
