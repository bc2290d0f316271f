#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "support/engine_run.h"

namespace holdwatch::test {

/// An engine that has learned three weeks of a call a minute from 9 to 17, and a Tuesday that began
/// like all days: it is eleven o'clock. Backorders are reported, and calls of SKU-7 surge, as told.
class LearnedTuesday : public testing::Test {
 protected:
  static constexpr Time kMonday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
  static constexpr Time kTuesday = kMonday + std::chrono::days{22};
  static constexpr Time kEleven = kTuesday + std::chrono::hours{11};

  LearnedTuesday() {
    using std::chrono::hours;
    for (int day = 0; day < 22; ++day) {
      calls(kMonday + std::chrono::days{day} + hours{9}, hours{8}, 1);
    }
    calls(kTuesday + hours{9}, hours{2}, 1);
    run.run_calls();
  }

  void calls(Time from, Duration length, double per_minute, std::vector<Attribute> said = {}) {
    run.plan_calls(from, from + length, per_minute, std::chrono::seconds{5}, random_, said);
  }

  /// A backorder that began at ten and is reported now.
  void report(const std::string& id, const std::string& sku) {
    const Time now = run.engine.now();
    run.engine.apply(0,
                     IncidentReport{.time = now,
                                    .id = id,
                                    .category = "backorder",
                                    .started = kTuesday + std::chrono::hours{10},
                                    .scope = Scope{{"sku", {sku}}},
                                    .affected = 300},
                     now);
  }

  /// Three calls a minute more, about SKU-7, from eleven to one; `until` is an hour of the day.
  void surge_until(Duration until) {
    using std::chrono::hours;
    calls(kEleven, hours{2}, 3, {{"sku", "SKU-7"}});
    calls(kEleven, until - hours{11}, 1);
    run.run_calls();
  }

  AlertChange surge() const { return run.of(AlertKind::surge).back(); }

 private:
  static Settings with_backorders() {
    Settings s;
    s.categories = {
        {.name = "backorder", .department = "supply_chain", .median_lag = std::chrono::hours{1}}};
    return s;
  }

  std::mt19937_64 random_{20260302};

 protected:
  EngineRun run{with_backorders()};
};

}  // namespace holdwatch::test
