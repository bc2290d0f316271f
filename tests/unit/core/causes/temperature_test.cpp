#include "core/causes/temperature.h"

#include <gtest/gtest.h>

#include <vector>

namespace holdwatch::core {
namespace {

/// The evidence favours one of two by e^4; it is right in `right` of `cases` cases.
TemperatureFit fitted(int right, int cases) {
  TemperatureFit fit;
  for (int i = 0; i < cases; ++i) {
    const bool is_right = i < right;
    fit.learn(TemperatureFit::weigh(std::vector<WeighedSet>{{0, 4, is_right}, {0, 0, !is_right}}));
  }
  return fit;
}

TEST(TemperatureFit, IsCautiousUntilThirtyCasesAreConfirmed) {
  EXPECT_DOUBLE_EQ(fitted(29, 29).value(), TemperatureFit().value());
  EXPECT_NE(fitted(30, 30).value(), TemperatureFit().value());
}

TEST(TemperatureFit, RisesWhereTheEvidenceIsAsGoodAsItSays) {
  EXPECT_GT(fitted(295, 300).value(), 0.9);  // e^4 says 98 %
}

TEST(TemperatureFit, FallsWhereTheEvidenceBoasts) {
  EXPECT_LT(fitted(240, 300).value(), 0.45);  // e^(4 x .35) says 80 %
}

TEST(TemperatureFit, OneMistakenVerdictDoesNotDecide) {
  TemperatureFit fit = fitted(60, 60);
  fit.learn(TemperatureFit::weigh(std::vector<WeighedSet>{{0, 400, false}, {0, 0, true}}));
  EXPECT_GT(fit.value(), 0.9);
}

}  // namespace
}  // namespace holdwatch::core
