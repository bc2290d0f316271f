#include "core/engine.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/engine_run.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::EngineRun;
using test::kMonday;

TEST(EngineTest, CountsEachCallOnce) {
  EngineRun run;
  EXPECT_EQ(run.put(at(0), EventType::joined, "a"), Disposition::accepted);
  EXPECT_EQ(run.put(at(1), EventType::joined, "a"), Disposition::duplicate);
  EXPECT_EQ(run.put(at(2), EventType::answered, "a"), Disposition::accepted);
  EXPECT_EQ(run.put(at(3), EventType::abandoned, "a"), Disposition::conflict);
  EXPECT_EQ(run.put(at(4), EventType::abandoned, "b"), Disposition::unknown_call);
  const QueueSnapshot orders = run.queue();
  EXPECT_EQ(orders.offered, 1u);
  EXPECT_EQ(orders.left[static_cast<std::size_t>(Outcome::answered)], 1u);
  EXPECT_EQ(orders.left[static_cast<std::size_t>(Outcome::abandoned)], 0u);
  EXPECT_EQ(run.ended, std::vector<Outcome>{Outcome::answered});
}

TEST(EngineTest, WhatIsTooOldOrFromTheFutureChangesNothing) {
  EngineRun run;
  run.put(at(7200), EventType::joined, "a");
  EXPECT_EQ(run.put(at(3599), EventType::joined, "b"), Disposition::too_old);
  EXPECT_EQ(run.put(at(3600), EventType::joined, "c"), Disposition::accepted);
  CallEvent ahead;
  ahead.time = at(7200 + 61);
  ahead.type = EventType::joined;
  ahead.queue = "orders";
  ahead.call = "d";
  EXPECT_EQ(run.engine.apply(0, ahead, at(7200)), Disposition::future);
  EXPECT_EQ(run.engine.now(), at(7200));
  EXPECT_EQ(run.queue().waiting, 2u);
}

TEST(EngineTest, HistoryMovesNoCounterAndRaisesNoAlert) {
  EngineRun run({}, at(1000));
  run.put(at(0), EventType::joined, "old");
  run.put(at(500), EventType::abandoned, "old");
  run.put(at(600), EventType::joined, "waits on");
  EXPECT_EQ(run.queue().offered, 0u);
  EXPECT_TRUE(run.alerts.empty());
  run.put(at(1001), EventType::joined, "new");
  run.put(at(1002), EventType::answered, "waits on");
  const QueueSnapshot orders = run.queue();
  EXPECT_EQ(orders.offered, 1u);
  EXPECT_EQ(orders.waiting, 1u);
  EXPECT_EQ(orders.left[static_cast<std::size_t>(Outcome::answered)], 0u);
}

TEST(EngineTest, ALongHoldIsToldAtTheVeryMomentEvenWithoutAnEvent) {
  EngineRun run;
  run.put(at(0), EventType::joined, "a");
  run.engine.advance_to(at(600));
  const auto holds = run.of(AlertKind::long_hold);
  ASSERT_FALSE(holds.empty());
  EXPECT_EQ(holds[0].status, AlertStatus::firing);
  EXPECT_EQ(holds[0].time, at(60));
  EXPECT_EQ(holds[0].phase, "waiting");
  EXPECT_EQ(holds[0].waiting, 1u);
}

TEST(EngineTest, AQueuesOwnLimitHolds) {
  Settings settings;
  settings.queues.push_back({.name = "vip", .long_hold = seconds{20}});
  EngineRun run(settings);
  run.put(at(0), EventType::joined, "a", "vip");
  run.put(at(0), EventType::joined, "b", "orders");
  run.engine.advance_to(at(30));
  ASSERT_EQ(run.alerts.size(), 1u);
  EXPECT_EQ(run.alerts[0].queue, "vip");
  EXPECT_EQ(run.alerts[0].time, at(20));
}

TEST(EngineTest, TimersInBetweenChangeNoDecision) {
  const auto feed = [](EngineRun& run, bool timers) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 400; ++i) {
      const int t = 17 * i;
      if (timers) run.engine.advance_to(at(t - static_cast<int>(random() % 16)));
      const std::string call = std::to_string(i);
      run.put(at(t), EventType::joined, call);
      if (i >= 20) run.put(at(t), EventType::answered, std::to_string(i - 20));
    }
  };
  EngineRun plain;
  EngineRun timed;
  feed(plain, false);
  feed(timed, true);
  ASSERT_FALSE(plain.alerts.empty());
  ASSERT_EQ(plain.alerts.size(), timed.alerts.size());
  for (std::size_t i = 0; i < plain.alerts.size(); ++i) {
    EXPECT_EQ(plain.alerts[i].id, timed.alerts[i].id);
    EXPECT_EQ(plain.alerts[i].time, timed.alerts[i].time);
    EXPECT_EQ(plain.alerts[i].data, timed.alerts[i].data);
  }
}

TEST(EngineTest, NamedAgentsAndNumbersReachTheSnapshot) {
  EngineRun run;
  CallEvent staffed;
  staffed.time = at(0);
  staffed.type = EventType::staffed;
  staffed.queue = "orders";
  staffed.agents = 7;
  run.engine.apply(0, staffed, at(0));
  EXPECT_EQ(run.queue().staffed, 7u);
  CallEvent agent;
  agent.time = at(1);
  agent.type = EventType::agent;
  agent.queue = "orders";
  agent.agent = "ann";
  agent.agent_state = AgentState::busy;
  run.engine.apply(0, agent, at(1));
  EXPECT_TRUE(run.queue().agents_known);
  EXPECT_EQ(run.queue().agents[static_cast<std::size_t>(AgentState::busy)], 1u);
  EXPECT_FALSE(run.queue().staffed);
  agent.queue = "";
  agent.agent_state = AgentState::paused;
  run.engine.apply(0, agent, at(2));
  EXPECT_EQ(run.queue().agents[static_cast<std::size_t>(AgentState::paused)], 1u);
}

TEST(EngineTest, HoldsInAConversationReachTheSnapshot) {
  EngineRun run;
  run.put(at(0), EventType::joined, "a");
  run.put(at(1), EventType::answered, "a");
  run.put(at(10), EventType::held, "a");
  EXPECT_EQ(run.queue().held, 1u);
  run.put(at(25), EventType::resumed, "a");
  EXPECT_EQ(run.queue().held, 0u);
  EXPECT_DOUBLE_EQ(run.queue().hold.sum_seconds, 15);
}

TEST(EngineTest, BeyondTheLimitOfQueuesNewOnesAreRefused) {
  Settings settings;
  settings.limits.queues = 1;
  EngineRun run(settings);
  EXPECT_EQ(run.put(at(0), EventType::joined, "a", "one"), Disposition::accepted);
  EXPECT_EQ(run.put(at(0), EventType::joined, "a", "two"), Disposition::too_many);
  EXPECT_EQ(run.put(at(1), EventType::answered, "a", "one"), Disposition::accepted);
}

TEST(EngineTest, VerdictsAndAcknowledgementsOnUnknownAlertsAreRefused) {
  EngineRun run;
  run.put(at(0), EventType::joined, "a");
  EXPECT_EQ(run.engine.apply(Verdict{at(1), "nonesuch", {}, VerdictType::rejected}, at(1)),
            Disposition::unknown_alert);
  EXPECT_EQ(run.engine.apply(Acknowledgement{at(1), "nonesuch", "ann"}, at(1)),
            Disposition::unknown_alert);
}

TEST(EngineTest, AVerdictFromTheFutureDoesNotBendTheClock) {
  EngineRun run;
  run.put(at(0), EventType::joined, "a");
  const Time far = at(0) + days{365};
  EXPECT_EQ(run.engine.apply(Verdict{far, "x", {}, VerdictType::rejected}, at(1)),
            Disposition::future);
  EXPECT_EQ(run.engine.apply(Acknowledgement{far, "x", "ann"}, at(1)), Disposition::future);
  EXPECT_EQ(run.engine.now(), at(0));
}

TEST(EngineTest, AnAcknowledgementStaysWithTheAlert) {
  EngineRun run;
  run.put(at(0), EventType::joined, "a");
  run.engine.advance_to(at(61));
  ASSERT_EQ(run.alerts.size(), 1u);
  run.engine.apply(Acknowledgement{at(62), run.alerts[0].id, "ann"}, at(62));
  EXPECT_EQ(run.alerts.back().acknowledged_by, "ann");
  run.put(at(70), EventType::answered, "a");
  run.engine.advance_to(at(70) + minutes{16});
  EXPECT_EQ(run.alerts.back().status, AlertStatus::resolved);
  EXPECT_EQ(run.alerts.back().acknowledged_by, "ann");
}

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
