#include "core/people.h"

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

/// Three weeks of a call a minute from 9 to 17, then a Tuesday with a surge from 11 on, of an
/// incident that was reported before.
struct PeopleTest : testing::Test {
  PeopleTest() {
    for (int day = 0; day < 22; ++day) {
      const Time morning = kMonday + days{day} + hours{9};
      run.plan_calls(morning, morning + hours{8}, 1, seconds{5}, random);
    }
    run.plan_calls(kTuesday + hours{9}, kTuesday + hours{11}, 1, seconds{5}, random);
    run.run_calls();
    const Time reported = run.engine.now();
    run.engine.apply(0,
                     IncidentReport{.time = reported,
                                    .id = "INC-1",
                                    .category = "backorder",
                                    .started = kTuesday + hours{10},
                                    .scope = Scope{{"sku", {"SKU-7"}}},
                                    .affected = 300},
                     reported);
    run.plan_calls(kTuesday + hours{11}, kTuesday + hours{13}, 1, seconds{5}, random);
    run.plan_calls(kTuesday + hours{11}, kTuesday + hours{13}, 3, seconds{5}, random,
                   {{"sku", "SKU-7"}});
    run.run_calls();
  }

  AlertChange surge() const { return run.of(AlertKind::surge).back(); }

  void judge(std::optional<std::string> incident, VerdictType verdict) {
    const Time now = run.engine.now();
    run.engine.apply(Verdict{now, surge().id, std::move(incident), verdict}, now);
    run.engine.advance_to(now + seconds{1});
  }

  std::mt19937_64 random{20260302};
  EngineRun run{with_backorders()};
};

TEST_F(PeopleTest, AFalseAlarmEndsTheSurgeAndLeavesNoLoadInTheLedger) {
  judge(std::nullopt, VerdictType::false_alarm);
  EXPECT_EQ(surge().status, AlertStatus::resolved);
  const Snapshot after = run.engine.snapshot();
  EXPECT_TRUE(after.ledger->empty());
}

TEST_F(PeopleTest, WhoeverIsRejectedIsToldToBeNoLongerSuspected) {
  ASSERT_EQ(surge().causes.at(0).incident, "INC-1");
  judge("INC-1", VerdictType::rejected);
  EXPECT_EQ(surge().causes.at(0).incident, std::nullopt);
}

TEST_F(PeopleTest, AConfirmedCauseTeachesItsCategory) {
  judge("INC-1", VerdictType::confirmed);
  const Snapshot after = run.engine.snapshot();
  EXPECT_EQ(after.cause_model.categories.at(0).confirmed, 1U);
  EXPECT_GT(after.cause_model.categories.at(0).lands_in.at("orders"), 0.3);
}

}  // namespace
}  // namespace holdwatch::core
