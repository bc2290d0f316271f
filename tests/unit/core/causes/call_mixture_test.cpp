#include "core/causes/call_mixture.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

TEST(CallMixture, AnIntervalContainsItsMeanHoweverSmallTheChanceOfMany) {
  const Estimate e = summarise({{.probability = 0.001, .mean = 60, .sd = 8}});
  EXPECT_DOUBLE_EQ(e.estimate, 0.06);
  EXPECT_LE(e.low, e.estimate);
  EXPECT_GE(e.high, e.estimate);
}

TEST(CallMixture, ACertainNumberLiesWithinItsSpread) {
  const Estimate e = summarise({{.probability = 1, .mean = 60, .sd = 8}});
  EXPECT_NEAR(e.low, 60 - 1.645 * 8, 0.01);
  EXPECT_NEAR(e.high, 60 + 1.645 * 8, 0.01);
}

}  // namespace
}  // namespace holdwatch::core
