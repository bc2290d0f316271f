#pragma once

#include <bit>
#include <cstdint>

namespace holdwatch::core {

/// exp(-x) for x in [0, 80], relative error below 2e-7; branch-free, so that a loop over it becomes
/// vector instructions. (Cephes' polynomial on the fraction, the exponent by its bits.)
inline float exp_negative(float x) {
  constexpr float kLog2E = 1.44269504f;
  constexpr float kLn2High = 0.693359375f;
  constexpr float kLn2Low = -2.12194440e-4f;
  const auto whole = static_cast<std::int32_t>(x * kLog2E + 0.5f);
  const float n = static_cast<float>(whole);
  const float r = n * kLn2High - x + n * kLn2Low;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  return p * std::bit_cast<float>((127 - whole) << 23);
}

}  // namespace holdwatch::core
