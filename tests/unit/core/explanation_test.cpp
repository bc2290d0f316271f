#include "core/explanation.h"

#include <gtest/gtest.h>

#include <random>

#include "support/engine_run.h"

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::EngineRun;

constexpr Time kMonday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
constexpr Time kTuesday = kMonday + days{22};

Settings with_backorders() {
  Settings s;
  s.categories = {{.name = "backorder", .department = "supply_chain", .median_lag = hours{1}}};
  return s;
}

/// Three weeks of a call a minute from 9 to 17, then a Tuesday with a surge of SKU-7 from 11 to 13.
struct ExplanationTest : testing::Test {
  ExplanationTest() {
    for (int day = 0; day < 22; ++day) calls(kMonday + days{day} + hours{9}, hours{8}, 1);
    calls(kTuesday + hours{9}, hours{2}, 1);
    run.run_calls();
  }

  void calls(Time from, Duration length, double per_minute, std::vector<Attribute> said = {}) {
    run.plan_calls(from, from + length, per_minute, seconds{5}, random, said);
  }

  void report(const std::string& id, const std::string& sku) {
    const Time now = run.engine.now();
    run.engine.apply(0,
                     IncidentReport{.time = now,
                                    .id = id,
                                    .category = "backorder",
                                    .started = kTuesday + hours{10},
                                    .scope = Scope{{"sku", {sku}}},
                                    .affected = 300},
                     now);
  }

  void surge_until(Duration hour) {
    calls(kTuesday + hours{11}, hours{2}, 3, {{"sku", "SKU-7"}});
    calls(kTuesday + hours{11}, hour - hours{11}, 1);
    run.run_calls();
  }

  AlertChange last() const { return run.of(AlertKind::surge).back(); }

  std::mt19937_64 random{20260302};
  EngineRun run{with_backorders()};
};

TEST_F(ExplanationTest, WhatCameStandsAgainstWhatWasExpected) {
  EXPECT_FALSE(run.engine.explain("nonesuch"));
  surge_until(hours{13});
  const auto evidence = run.engine.explain(last().id);
  ASSERT_TRUE(evidence && evidence->detection);
  EXPECT_EQ(evidence->alert.id, last().id);
  EXPECT_GT(evidence->detection->calls_factor, 2);
  double extra = 0;
  for (const ExpectedCalls& c : evidence->detection->calls) {
    if (c.from >= last().onset->estimate) extra += c.offered - c.expected;
  }
  EXPECT_NEAR(extra, last().excess_calls->estimate, 60);
}

TEST_F(ExplanationTest, EverybodyWhoWasConsideredIsToldEvenAfterTheEnd) {
  report("INC-1", "SKU-7");
  report("INC-2", "SKU-8");
  surge_until(hours{17});
  ASSERT_EQ(last().status, AlertStatus::resolved);
  const auto evidence = run.engine.explain(last().id);
  ASSERT_TRUE(evidence);
  ASSERT_EQ(evidence->suspects.size(), 2u);
  const SuspectEvidence& first = evidence->suspects[0];
  const SuspectEvidence& second = evidence->suspects[1];
  EXPECT_EQ(first.incident, "INC-1");
  EXPECT_TRUE(first.fitted && first.began_in_time);
  EXPECT_DOUBLE_EQ(first.probability, last().causes[0].probability);
  ASSERT_EQ(first.scope.size(), 1u);
  EXPECT_EQ(first.scope[0].values, "SKU-7");
  EXPECT_GT(first.scope[0].extra_share, 0.6);
  EXPECT_EQ(second.incident, "INC-2");
  EXPECT_LT(second.log_likelihood, first.log_likelihood);
  EXPECT_EQ(second.scope[0].values, "");
}

TEST_F(ExplanationTest, AnAlertThatIsNoSurgeIsToldWithoutFigures) {
  run.put(kTuesday + hours{11}, EventType::joined, "a");
  run.engine.advance_to(kTuesday + hours{11} + minutes{2});
  const auto evidence = run.engine.explain(run.of(AlertKind::long_hold).back().id);
  ASSERT_TRUE(evidence);
  EXPECT_FALSE(evidence->detection);
  EXPECT_TRUE(evidence->suspects.empty());
}

}  // namespace
}  // namespace holdwatch::core
