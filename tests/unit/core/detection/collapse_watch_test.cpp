#include "core/detection/collapse_watch.h"

#include <gtest/gtest.h>

#include <random>

namespace holdwatch::core {
namespace {

constexpr double kEvidence = 16'000;

TEST(CollapseWatch, CallsThatFallToAFifthAreFoundWithinTheHour) {
  CollapseWatch watch(kEvidence);
  watch.end_slot(15, 10, 11);
  watch.end_slot(15, 10, 2);
  EXPECT_FALSE(watch.collapsed());
  watch.end_slot(15, 10, 2);
  EXPECT_TRUE(watch.collapsed());
}

TEST(CollapseWatch, UsualCallsAreNone) {
  std::mt19937_64 random(11);
  std::poisson_distribution<std::uint32_t> calls(10);
  CollapseWatch watch(kEvidence);
  int collapses = 0;
  constexpr int kSlots = 10'000;
  for (int i = 0; i < kSlots; ++i) {
    watch.end_slot(15, 10, calls(random));
    if (watch.collapsed()) ++collapses, watch.start_session();
  }
  EXPECT_LE(collapses, 15 * kSlots / kEvidence);
}

TEST(CollapseWatch, AFewCallsMoreOrLessAreNoCollapse) {
  CollapseWatch watch(kEvidence);
  for (int i = 0; i < 40; ++i) watch.end_slot(15, 10, 8);
  EXPECT_FALSE(watch.collapsed());
}

TEST(CollapseWatch, IsOverWhenCallsComeNearlyAsUsual) {
  CollapseWatch watch(kEvidence);
  for (int i = 0; i < 4; ++i) watch.end_slot(15, 10, 1);
  ASSERT_TRUE(watch.collapsed());
  watch.end_slot(15, 10, 5);
  EXPECT_TRUE(watch.collapsed());
  watch.end_slot(15, 10, 9);
  EXPECT_FALSE(watch.collapsed());
}

}  // namespace
}  // namespace holdwatch::core
