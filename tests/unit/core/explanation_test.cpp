#include "core/explanation.h"

#include <gtest/gtest.h>

#include "support/learned_tuesday.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ExplanationTest = test::LearnedTuesday;

TEST_F(ExplanationTest, WhatCameStandsAgainstWhatWasExpected) {
  EXPECT_FALSE(run.engine.explain("nonesuch"));
  surge_until(hours{13});
  const auto evidence = run.engine.explain(surge().id);
  ASSERT_TRUE(evidence && evidence->detection);
  EXPECT_EQ(evidence->alert.id, surge().id);
  EXPECT_GT(evidence->detection->calls_factor, 2);
  double extra = 0;
  for (const ExpectedCalls& c : evidence->detection->calls) {
    if (c.from >= surge().onset->estimate) extra += c.offered - c.expected;
  }
  EXPECT_NEAR(extra, surge().excess_calls->estimate, 60);
}

TEST_F(ExplanationTest, EverybodyWhoWasConsideredIsToldEvenAfterTheEnd) {
  report("INC-1", "SKU-7");
  report("INC-2", "SKU-8");
  surge_until(hours{17});
  ASSERT_EQ(surge().status, AlertStatus::resolved);
  const auto evidence = run.engine.explain(surge().id);
  ASSERT_TRUE(evidence);
  ASSERT_EQ(evidence->suspects.size(), 2u);
  const SuspectEvidence& first = evidence->suspects[0];
  const SuspectEvidence& second = evidence->suspects[1];
  EXPECT_EQ(first.incident, "INC-1");
  EXPECT_TRUE(first.fitted && first.began_in_time);
  EXPECT_DOUBLE_EQ(first.probability, surge().causes[0].probability);
  ASSERT_EQ(first.scope.size(), 1u);
  EXPECT_EQ(first.scope[0].values, "SKU-7");
  EXPECT_GT(first.scope[0].extra_share, 0.6);
  EXPECT_EQ(second.incident, "INC-2");
  EXPECT_LT(second.log_likelihood, first.log_likelihood);
  EXPECT_EQ(second.scope[0].values, "");
}

TEST_F(ExplanationTest, AnAlertThatIsNoSurgeIsToldWithoutFigures) {
  run.put(kEleven, EventType::joined, "a");
  run.engine.advance_to(kEleven + minutes{2});
  const auto evidence = run.engine.explain(run.of(AlertKind::long_hold).back().id);
  ASSERT_TRUE(evidence);
  EXPECT_FALSE(evidence->detection);
  EXPECT_TRUE(evidence->suspects.empty());
}

}  // namespace
}  // namespace holdwatch::core
