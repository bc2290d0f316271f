#include "core/early_warnings.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "core/engine.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::kMonday;

constexpr Time kTuesday = kMonday + days{22};
constexpr Time kReported = kTuesday + hours{10};

struct Forecasts final : Decisions {
  void alert(const AlertChange& change) override {
    if (change.kind == AlertKind::early_warning) warnings.push_back(change);
  }
  void forecast(const CallForecast& forecast) override { forecasts.push_back(forecast); }

  std::vector<AlertChange> warnings;
  std::vector<CallForecast> forecasts;
};

/// Three weeks of a call a minute from 9 to 17, then a Tuesday on which something is reported.
struct EarlyWarningTest : testing::Test {
  EarlyWarningTest() {
    for (int day = 0; day < 22; ++day) {
      const Time morning = kMonday + days{day} + hours{9};
      calls(morning, morning + hours{8}, 1, {});
    }
    calls(kTuesday + hours{9}, kReported, 1, {});
  }

  static Settings settings() {
    Settings s;
    s.categories = {{.name = "backorder",
                     .department = "supply_chain",
                     .median_lag = hours{1},
                     .request = "Write to the customers of {scope}."}};
    return s;
  }

  void calls(Time from, Time to, double per_minute, std::vector<Attribute> attributes) {
    std::exponential_distribution<double> gap(per_minute / 60);
    for (Time t = from + from_seconds(gap(random)); t < to; t += from_seconds(gap(random))) {
      const std::string id = std::to_string(++calls_made);
      put(t, EventType::joined, id, attributes);
      put(t, EventType::answered, id, {});
      put(t, EventType::completed, id, {});
    }
  }

  void put(Time t, EventType type, const std::string& id, std::span<const Attribute> attributes) {
    CallEvent event;
    event.time = t;
    event.type = type;
    event.call = id;
    event.queue = "orders";
    event.attributes = attributes;
    engine.apply(0, event, t);
  }

  void report(double affected, Time at = kReported) {
    const IncidentReport r{.time = at,
                           .type = ReportType::opened,
                           .id = "INC-1",
                           .category = "backorder",
                           .started = kReported - minutes{10},
                           .scope = Scope{{"sku", {"SKU-7"}}},
                           .affected = affected};
    ASSERT_EQ(engine.apply(0, r, at), Disposition::accepted);
  }

  std::mt19937_64 random{20260302};
  Forecasts told;
  Engine engine{settings(), told};
  int calls_made = 0;
};

TEST_F(EarlyWarningTest, TellsHowManyCallsAreToComeBeforeAnyCame) {
  report(6'000);
  ASSERT_EQ(told.warnings.size(), 1U);
  const AlertChange& warning = told.warnings.front();
  EXPECT_EQ(warning.status, AlertStatus::firing);
  EXPECT_EQ(warning.queue, "orders");
  EXPECT_EQ(warning.time, kReported);
  EXPECT_GT(warning.excess_calls->estimate, 100);
  EXPECT_EQ(warning.excess_calls->low, 0);  // they may not come at all
  EXPECT_GT(warning.excess_calls->high, warning.excess_calls->estimate);
  EXPECT_GE(warning.onset->low, kReported);
  EXPECT_LT(warning.onset->estimate, kReported + hours{2});
  EXPECT_EQ(warning.request, "Write to the customers of SKU-7.");
  double sum = 0;
  for (const Cause& cause : warning.causes) sum += cause.probability;
  EXPECT_NEAR(sum, 1, 1e-9);
  ASSERT_EQ(told.forecasts.size(), 1U);
  EXPECT_EQ(told.forecasts.front().alert, warning.id);
  EXPECT_FALSE(told.forecasts.front().scored);
}

TEST_F(EarlyWarningTest, CallsWithinTheUsualNoiseAreNoWarning) {
  report(300);
  EXPECT_TRUE(told.warnings.empty());
}

TEST_F(EarlyWarningTest, IsToldAgainOnlyWhenTheForecastChanges) {
  report(6'000);
  report(6'100, kReported + minutes{1});
  EXPECT_EQ(told.warnings.size(), 1U);
  report(12'000, kReported + minutes{2});
  ASSERT_EQ(told.warnings.size(), 2U);
  EXPECT_EQ(told.warnings.back().status, AlertStatus::updated);
  EXPECT_EQ(told.warnings.back().id, told.warnings.front().id);
}

TEST_F(EarlyWarningTest, IsResolvedByTheCallsAndHeldAgainstThem) {
  report(6'000);
  calls(kTuesday + hours{11}, kTuesday + hours{13}, 4, {{"sku", "SKU-7"}});
  ASSERT_EQ(told.warnings.back().status, AlertStatus::resolved);
  EXPECT_EQ(told.warnings.back().data, "The calls have come: there is a surge.");
  calls(kTuesday + hours{13}, kTuesday + hours{17}, 1, {});
  engine.advance_to(kTuesday + hours{20});
  ASSERT_TRUE(told.forecasts.back().scored);
  EXPECT_NEAR(told.forecasts.back().came.estimate, 360, 90);
  EXPECT_LT(told.forecasts.back().calls.low, 360);
  EXPECT_GT(told.forecasts.back().calls.high, 360);
}

TEST_F(EarlyWarningTest, IsResolvedWhenNothingComes) {
  report(6'000);
  engine.advance_to(kTuesday + days{30});
  EXPECT_EQ(told.warnings.back().status, AlertStatus::resolved);
  EXPECT_EQ(told.warnings.back().data, "The calls did not come.");
  ASSERT_TRUE(told.forecasts.back().scored);
  EXPECT_EQ(told.forecasts.back().came.estimate, 0);
}

TEST_F(EarlyWarningTest, AQueueWhoseUsualCallsAreUnknownIsNotWarned) {
  Forecasts early;
  Engine young(settings(), early);
  const IncidentReport r{.time = kMonday,
                         .type = ReportType::opened,
                         .id = "INC-1",
                         .category = "backorder",
                         .affected = 6'000};
  CallEvent call;
  call.time = kMonday;
  call.type = EventType::joined;
  call.call = "1";
  call.queue = "orders";
  young.apply(0, call, kMonday);
  young.apply(0, r, kMonday);
  EXPECT_TRUE(early.warnings.empty());
}

TEST_F(EarlyWarningTest, ARejectedWarningTeachesThatSuchIncidentsMakeNoCalls) {
  report(6'000);
  const Verdict verdict{kReported, told.warnings.front().id, std::nullopt, VerdictType::rejected};
  EXPECT_EQ(engine.apply(verdict, kReported), Disposition::accepted);
  EXPECT_EQ(engine.snapshot().cause_model.rejected, 1U);
  EXPECT_EQ(engine.snapshot().cause_model.categories.at(0).rejected, 1U);
}

}  // namespace
}  // namespace holdwatch::core
