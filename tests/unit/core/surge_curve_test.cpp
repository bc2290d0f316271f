#include "core/surge_curve.h"

#include <gtest/gtest.h>

#include "support/learned_tuesday.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using SurgeCurveTest = test::LearnedTuesday;

TEST_F(SurgeCurveTest, CallsStandAgainstTheUsualOnesInFiveMinutes) {
  surge_until(hours{13});
  const Snapshot snapshot = run.engine.snapshot();
  const auto curve = std::find_if(snapshot.curves.begin(), snapshot.curves.end(),
                                  [&](const SurgeCurve& c) { return c.alert == surge().id; });
  ASSERT_NE(curve, snapshot.curves.end());
  EXPECT_LE(curve->calls.front().from, surge().onset->low - minutes{60});
  EXPECT_GT(curve->spread, 0.02);
  EXPECT_LT(curve->spread, 0.5);
  double usual = 0, calm = 0, extra = 0;
  Time last = curve->calls.front().from;
  for (const ExpectedCalls& c : curve->calls) {
    EXPECT_EQ(c.from, last) << "without a hole";
    last = c.to;
    EXPECT_LE(c.to - c.from, minutes{5});
    if (c.to <= kEleven) calm += c.offered, usual += c.expected;
    if (c.from >= kEleven) extra += c.offered - c.expected;
  }
  EXPECT_NEAR(calm / usual, 1, 0.4) << "before the surge";
  EXPECT_NEAR(extra, 360, 60) << "three a minute for two hours";
}

TEST_F(SurgeCurveTest, WhatLiesFourHoursBackIsToldByQuarters) {
  calls(kEleven, hours{5}, 3, {{"sku", "SKU-7"}});
  calls(kEleven, hours{5}, 1);
  run.run_calls();
  const Snapshot snapshot = run.engine.snapshot();
  ASSERT_FALSE(snapshot.curves.empty());
  const std::vector<ExpectedCalls>& calls = snapshot.curves.front().calls;
  EXPECT_EQ(calls.front().to - calls.front().from, minutes{15});
  EXPECT_GT(calls.front().offered, 5u);
  EXPECT_LE(calls.back().to - calls.back().from, minutes{5});
}

TEST_F(SurgeCurveTest, WithoutASurgeThereIsNone) {
  EXPECT_TRUE(run.engine.snapshot().curves.empty());
}

}  // namespace
}  // namespace holdwatch::core
