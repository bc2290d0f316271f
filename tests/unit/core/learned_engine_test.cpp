#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>

#include "core/engine.h"
#include "support/engine_run.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::EngineRun;
using test::kMonday;

/// Three weeks of 1 call a minute from 9 to 17, then a Tuesday with whatever the test adds.
class LearnedEngineTest : public testing::Test {
 protected:
  static constexpr Time kTuesday = kMonday + days{22};

  LearnedEngineTest() {
    Settings settings;
    settings.sources = {"pbx"};
    settings.categories = {{.name = "backorder",
                            .department = "supply_chain",
                            .median_lag = hours{1},
                            .request = "Write to the customers of {scope}."}};
    run.emplace(settings);
    for (int day = 0; day < 22; ++day) {
      const Time morning = kMonday + days{day} + hours{9};
      run->plan_calls(morning, morning + hours{8}, 1, seconds{5}, random);
    }
    run->plan_calls(kTuesday + hours{9}, kTuesday + hours{11}, 1, seconds{5}, random);
    run->run_calls();
    run->alerts.clear();
  }

  IncidentReport backorder(Time reported) const {
    return {.time = reported,
            .type = ReportType::opened,
            .id = "INC-1",
            .category = "backorder",
            .started = kTuesday + hours{10},
            .scope = Scope{{"sku", {"SKU-7"}}},
            .affected = 300,
            .summary = "Backorder of SKU-7"};
  }

  void surge_of_sku_7() {
    const std::vector<Attribute> sku = {{"sku", "SKU-7"}};
    run->plan_calls(kTuesday + hours{11}, kTuesday + hours{13}, 1, seconds{5}, random);
    run->plan_calls(kTuesday + hours{11}, kTuesday + hours{13}, 3, seconds{5}, random, sku);
    run->run_calls();
  }

  void calm_until_evening() {
    run->plan_calls(kTuesday + hours{13}, kTuesday + hours{17}, 1, seconds{5}, random);
    run->run_calls();
  }

  std::mt19937_64 random{20260302};
  std::optional<EngineRun> run;
};

TEST_F(LearnedEngineTest, ASurgeIsOneAlertPutToTheIncidentAndResolved) {
  run->engine.apply(0, backorder(kTuesday + hours{10} + minutes{30}),
                    kTuesday + hours{10} + minutes{30});
  surge_of_sku_7();
  calm_until_evening();
  const auto surges = run->of(AlertKind::surge);
  ASSERT_GE(surges.size(), 2u);
  EXPECT_EQ(surges.front().status, AlertStatus::firing);
  EXPECT_LT(surges.front().time, kTuesday + hours{11} + minutes{20});
  EXPECT_EQ(surges.back().status, AlertStatus::resolved);
  for (const AlertChange& s : surges) {
    EXPECT_EQ(s.id, surges.front().id);
    double sum = 0;
    double calls = 0;
    for (const Cause& cause : s.causes) {
      sum += cause.probability;
      calls += cause.excess_calls.estimate;
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_NEAR(calls, s.excess_calls->estimate, 1e-6);
  }
  EXPECT_EQ(surges.back().driver, Driver::demand);
  ASSERT_FALSE(surges.back().causes.empty());
  EXPECT_EQ(surges.back().causes[0].incident, "INC-1");
  EXPECT_EQ(surges.back().request, "Write to the customers of SKU-7.");
  EXPECT_NEAR(surges.back().excess_calls->estimate, 360, 90);
  const QueueSnapshot orders = run->queue();
  EXPECT_FALSE(orders.surge_active);
  EXPECT_EQ(orders.surges_opened[static_cast<std::size_t>(Driver::demand)], 1u);
  const Snapshot end = run->engine.snapshot();
  EXPECT_GT(end.attributed.at(0).calls, 180);
  const LedgerLine& line = end.ledger->back();  // fed from the same account as the counter
  EXPECT_EQ(line.department, "supply_chain");
  EXPECT_DOUBLE_EQ(line.load.calls.estimate, end.attributed.at(0).calls);
  EXPECT_DOUBLE_EQ(60 * line.load.caller_minutes.estimate, end.attributed.at(0).wait_seconds);
}

TEST_F(LearnedEngineTest, ASurgeOfCallsThatSayNothingIsPutToNobodyWhenNothingIsReported) {
  run->plan_calls(kTuesday + hours{11}, kTuesday + hours{13}, 4, seconds{5}, random);
  run->run_calls();
  const auto surges = run->of(AlertKind::surge);
  ASSERT_FALSE(surges.empty());
  ASSERT_EQ(surges.back().causes.size(), 1u);
  EXPECT_FALSE(surges.back().causes[0].incident);
  EXPECT_EQ(surges.back().causes[0].probability, 1);
}

TEST_F(LearnedEngineTest, AnIncidentReportedAfterTheSurgeReopensTheQuestion) {
  surge_of_sku_7();
  calm_until_evening();
  const auto before = run->of(AlertKind::surge);
  ASSERT_FALSE(before.empty());
  ASSERT_EQ(before.back().status, AlertStatus::resolved);
  EXPECT_FALSE(before.back().causes.at(0).incident);
  run->engine.apply(0, backorder(kTuesday + hours{18}), kTuesday + hours{18});
  run->engine.advance_to(kTuesday + hours{18} + seconds{1});
  const AlertChange& after = run->alerts.back();
  EXPECT_EQ(after.status, AlertStatus::updated);
  EXPECT_EQ(after.id, before.back().id);
  EXPECT_EQ(after.causes.at(0).incident, "INC-1");
}

TEST_F(LearnedEngineTest, AClosedSurgeIsToldInTheZoneThatIsConfiguredNow) {
  surge_of_sku_7();
  calm_until_evening();
  const auto onset = [&] {
    const std::string data = run->of(AlertKind::surge).back().data;
    return data.substr(data.find(" since "), std::string(" since 11:00").size());
  };
  ASSERT_EQ(onset().substr(0, 9), " since 11") << run->of(AlertKind::surge).back().data;
  Settings moved;
  moved.categories = {{.name = "backorder", .department = "supply_chain"}};
  moved.zone = std::make_shared<const Zone>("Tokyo", std::vector{Zone::Transition{{}, hours{9}}});
  run->engine.reconfigure(moved);
  run->engine.apply(0, backorder(kTuesday + hours{18}), kTuesday + hours{18});
  run->engine.advance_to(kTuesday + hours{18} + seconds{1});
  EXPECT_EQ(onset().substr(0, 9), " since 20");
}

TEST_F(LearnedEngineTest, AVerdictIsCountedForTheDepartmentAndToldAtOnce) {
  run->engine.apply(0, backorder(kTuesday + hours{10} + minutes{30}),
                    kTuesday + hours{10} + minutes{30});
  surge_of_sku_7();
  const std::string id = run->of(AlertKind::surge).front().id;
  const Time now = run->engine.now();
  EXPECT_EQ(run->engine.apply(Verdict{now, id, "INC-1", VerdictType::confirmed}, now),
            Disposition::accepted);
  EXPECT_EQ(run->alerts.back().verdict, VerdictType::confirmed);
  EXPECT_EQ(run->alerts.back().verdict_incident, "INC-1");
  EXPECT_EQ(run->engine.apply(Verdict{now, id, "INC-9", VerdictType::confirmed}, now),
            Disposition::unknown_incident);
  ASSERT_EQ(run->engine.snapshot().feedback.size(), 1u);
  EXPECT_EQ(run->engine.snapshot().feedback[0].department, "supply_chain");
  EXPECT_EQ(run->engine.snapshot().feedback[0].verdicts[0], 1u);
}

TEST_F(LearnedEngineTest, ASurgeIsToldToBeOverBeforeTheNextOneOfItsQueueFires) {
  const auto staffed = [&](Time time, std::uint32_t agents) {
    CallEvent event;
    event.time = time;
    event.type = EventType::staffed;
    event.queue = "orders";
    event.agents = agents;
    run->engine.apply(0, event, time);
  };
  staffed(kTuesday + hours{11}, 10);
  calm_until_evening();
  const Time next = kTuesday + days{7};
  run->engine.apply(0, backorder(next), next);
  run->plan_calls(next + hours{9}, next + hours{11}, 1, seconds{5}, random);
  run->plan_calls(next + hours{11}, next + hours{13}, 4, minutes{12}, random);
  run->run_calls();
  const AlertChange first = run->alerts.back();
  const Time now = run->engine.now();
  run->alerts.clear();
  staffed(now, 2);
  run->engine.apply(Verdict{now, first.id, {}, VerdictType::false_alarm}, now);
  run->put(now, EventType::joined, "late");
  run->put(now, EventType::answered, "late");
  run->engine.advance_to(now + seconds{3});
  const auto surges = run->of(AlertKind::surge);
  const auto ended = std::find_if(surges.begin(), surges.end(), [](const AlertChange& surge) {
    return surge.status == AlertStatus::resolved;
  });
  const auto begun = std::find_if(surges.begin(), surges.end(), [](const AlertChange& surge) {
    return surge.status == AlertStatus::firing;
  });
  ASSERT_NE(ended, surges.end());
  ASSERT_NE(begun, surges.end());
  EXPECT_EQ(ended->id, first.id);
  EXPECT_LT(ended - begun, 0);
}

TEST_F(LearnedEngineTest, AQuietFeedIsToldApartFromCalm) {
  run->engine.advance_to(kTuesday + hours{11} + minutes{30});
  const auto silences = run->of(AlertKind::silence);
  ASSERT_FALSE(silences.empty());
  EXPECT_EQ(silences.back().driver, Driver::feed);
  EXPECT_NE(silences.back().data.find("the feed pbx"), std::string::npos);
  run->put(kTuesday + hours{11} + minutes{31}, EventType::joined, "again");
  EXPECT_EQ(run->alerts.back().status, AlertStatus::resolved);
}

TEST_F(LearnedEngineTest, TheQueuesOfAFeedThatIsDownAreUnknownNotCalm) {
  const Time down = run->engine.now() + minutes{1};
  run->engine.feed_up(0, false, down);
  EXPECT_FALSE(run->queue().is_known);
  run->engine.advance_to(down + minutes{12});
  const auto silences = run->of(AlertKind::silence);
  ASSERT_EQ(silences.size(), 1u);
  EXPECT_NE(silences[0].data.find("The feed pbx has been down for"), std::string::npos);
  EXPECT_NE(silences[0].data.find("unknown, not calm"), std::string::npos);
  run->engine.feed_up(0, true, down + minutes{20});
  EXPECT_EQ(run->alerts.back().status, AlertStatus::resolved);
  EXPECT_EQ(run->alerts.back().data, "The feed is back; it was down for 20 min 0 s.");
  EXPECT_TRUE(run->queue().is_known);
}

TEST_F(LearnedEngineTest, WhileTheDaemonItselfWasAwayNothingIsToldOfTheFeedOrItsQueues) {
  const Time away = run->engine.now() + minutes{1};
  run->put(away, EventType::joined, "who may be gone by now");
  run->engine.feed_unheard(0, away);
  run->alerts.clear();
  run->engine.advance_to(away + minutes{50});
  EXPECT_FALSE(run->queue().is_known);
  EXPECT_TRUE(run->alerts.empty()) << run->alerts.front().data;
  run->put(away + seconds{20}, EventType::answered, "who may be gone by now");
  run->engine.feed_up(0, true, away + minutes{50} + seconds{1});
  EXPECT_TRUE(run->queue().is_known);
  EXPECT_TRUE(run->alerts.empty()) << run->alerts.front().data;
}

TEST_F(LearnedEngineTest, AFeedThatIsStillDownAfterTheDaemonsOwnAbsenceIsTold) {
  const Time away = run->engine.now() + minutes{1};
  run->engine.feed_unheard(0, away);
  run->engine.feed_up(0, false, away + minutes{1});
  run->engine.advance_to(away + minutes{12});
  EXPECT_EQ(run->of(AlertKind::silence).size(), 1u);
}

TEST_F(LearnedEngineTest, AnOutageIsTakenNeitherForCalmNorWhatIsLearnedAfterItForASurge) {
  const Time down = run->engine.now() + minutes{1};
  const double before = run->queue().expected_arrivals_per_second;
  run->engine.feed_up(0, false, down);
  run->engine.advance_to(down + hours{2});
  run->engine.feed_up(0, true, down + hours{2});
  for (int i = 0; i < 60; ++i) {  // who joined meanwhile, told only now
    run->put(down + hours{2} - seconds{60 - i}, EventType::joined, "late-" + std::to_string(i));
  }
  EXPECT_EQ(run->queue().waiting, 60u);
  EXPECT_NEAR(run->queue().expected_arrivals_per_second, before, 0.1 * before);
  EXPECT_TRUE(run->of(AlertKind::surge).empty());
}

}  // namespace
}  // namespace holdwatch::core
