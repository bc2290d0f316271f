#include "core/queue_view.h"

#include <gtest/gtest.h>

#include "support/engine_run.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using test::at;
using test::EngineRun;
using test::kMonday;

TEST(QueueView, TheDayOfAQueueIsItsOwnZones) {
  Settings settings;
  QueueSettings east;
  east.name = "east";
  east.zone = std::make_shared<const Zone>(
      "east", std::vector<Zone::Transition>{{kMonday - days{1}, hours{10}}});
  east.service_level_target = seconds{30};
  settings.queues = {east};
  EngineRun run(settings);
  const Time midnight_there = kMonday + hours{14};
  for (const char* queue : {"east", "orders"}) {
    run.put(midnight_there - seconds{60}, EventType::joined, "a", queue);
    run.put(midnight_there - seconds{60}, EventType::joined, "b", queue);
    run.put(midnight_there - seconds{30}, EventType::answered, "a", queue);
    run.put(midnight_there + seconds{5}, EventType::abandoned, "b", queue);
  }
  EXPECT_EQ(run.queue("east").today.offered, 0u);
  EXPECT_EQ(run.queue("east").today.abandoned, 1u);
  EXPECT_EQ(run.queue("orders").today.offered, 2u);
  EXPECT_EQ(run.queue("orders").today.answered, 1u);
  EXPECT_EQ(run.queue("orders").today.answered_in_target, 0u) << "30 s, and 20 are meant";
}

TEST(QueueView, WhoGaveUpTodayAndIsNotBackIsKeptForACall) {
  EngineRun run;
  const auto put = [&](int second, EventType type, const char* call, const char* caller) {
    CallEvent event{.time = at(second), .type = type, .queue = "orders"};
    event.call = call;
    event.caller = caller;
    run.engine.apply(0, event, event.time);
  };
  put(0, EventType::joined, "a", "+49301");
  put(1, EventType::joined, "b", "+49302");
  put(61, EventType::abandoned, "a", "");
  put(62, EventType::abandoned, "b", "");
  put(70, EventType::joined, "c", "+49301");
  const auto abandoned = run.engine.snapshot().abandoned;
  ASSERT_EQ(abandoned->size(), 1u);
  EXPECT_EQ(abandoned->front().call, "b");
  EXPECT_EQ(abandoned->front().queue, "orders");
  EXPECT_DOUBLE_EQ(abandoned->front().waited_seconds, 61);
  run.engine.advance_to(kMonday + days{1});
  EXPECT_TRUE(run.engine.snapshot().abandoned->empty()) << "a new day";
}

TEST(QueueView, ANewCallerCanExpectWhatTheAgentsWorkOff) {
  EngineRun run;
  for (int i = 0; i < 20; ++i) {
    const std::string call = std::to_string(i);
    run.put(at(100 * i), EventType::joined, call);
    run.put(at(100 * i), EventType::answered, call);
    run.put(at(100 * i + 60), EventType::completed, call);
  }
  EXPECT_FALSE(run.queue().expected_wait_seconds) << "nobody is known to serve";
  CallEvent staffed{.time = at(2000), .type = EventType::staffed, .queue = "orders"};
  staffed.agents = 2;
  run.engine.apply(0, staffed, staffed.time);
  EXPECT_NEAR(run.queue().expected_wait_seconds.value(), 30, 1e-9);
  run.put(at(2001), EventType::joined, "waits");
  EXPECT_NEAR(run.queue().expected_wait_seconds.value(), 60, 1e-9);
}

}  // namespace
}  // namespace holdwatch::core
