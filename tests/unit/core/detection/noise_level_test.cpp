#include "core/detection/noise_level.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace holdwatch::core {
namespace {

// Box and Muller, so that the numbers are the same with every standard library.
double normal(std::mt19937_64& random) {
  const auto uniform = [&] {
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
  };
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * 3.14159265358979 * uniform());
}

TEST(NoiseLevel, FindsTheSpreadBehindTheSamplingError) {
  std::mt19937_64 random(7);
  NoiseLevel noise(0.08);
  for (int i = 0; i < 600; ++i) noise.learn(std::hypot(0.15, 0.1) * normal(random), 0.01);
  EXPECT_NEAR(noise.sd(), 0.15, 0.02);
}

TEST(NoiseLevel, SurgesAmongTheDeviationsHardlyStretchIt) {
  std::mt19937_64 random(8);
  NoiseLevel noise(0.1);
  for (int i = 0; i < 600; ++i) {
    noise.learn(0.08 * normal(random) + (i % 20 == 0 ? 1.0 : 0.0), 0.0001);
  }
  EXPECT_NEAR(noise.sd(), 0.08, 0.015) << "by moments it would be 0.23";
}

TEST(NoiseLevel, UninformativeDeviationsLeaveThePriorAlone) {
  NoiseLevel noise(0.1);
  for (int i = 0; i < 50; ++i) noise.learn(0.5, 4.0);
  EXPECT_NEAR(noise.sd(), 0.1, 0.03);
}

}  // namespace
}  // namespace holdwatch::core
