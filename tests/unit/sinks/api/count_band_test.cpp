#include "sinks/api/count_band.h"

#include <gtest/gtest.h>

namespace holdwatch::api {
namespace {

struct Case {
  double mean;
  double spread;
  std::uint64_t low;
  std::uint64_t high;
};

// The quantiles of the negative binomial distribution from its density by the Gamma function.
TEST(CountBand, HoldsNineTenthsOfUsualCounts) {
  for (const Case& c :
       {Case{10, 0, 5, 15}, Case{0.02, 0, 0, 0}, Case{0.5, 0.1, 0, 2}, Case{12.4, 0.2, 6, 20},
        Case{20, 0.3, 9, 33}, Case{100, 0.1, 78, 124}, Case{400, 0.2, 274, 544}}) {
    const CountBand band = count_band(c.mean, c.spread);
    EXPECT_EQ(band.low, c.low) << c.mean;
    EXPECT_EQ(band.high, c.high) << c.mean;
  }
}

TEST(CountBand, OfMuchIsNearlyTheSame) {
  const CountBand band = count_band(1000, 0.1);
  EXPECT_NEAR(static_cast<double>(band.low), 834, 2);
  EXPECT_NEAR(static_cast<double>(band.high), 1178, 2);
}

TEST(CountBand, OfNothingIsNothing) {
  EXPECT_EQ(count_band(0, 0.2).high, 0u);
  EXPECT_EQ(count_band(-1, 0.2).high, 0u);
}

}  // namespace
}  // namespace holdwatch::api
