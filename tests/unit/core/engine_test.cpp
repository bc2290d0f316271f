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

}  // namespace
}  // namespace holdwatch::core
