#include "app/memory_limit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include "support/engine_run.h"

namespace holdwatch {
namespace {

using namespace std::chrono_literals;
using test::EngineRun;

constexpr Time kStart = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h;

std::size_t in_use() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// Two days of calls that are each about something new, and more calls at once than are kept.
void fill(EngineRun& run, const Limits& limits) {
  const auto put = [&](EventType type, Time time, std::size_t number) {
    const std::string call = fmt::format("9b1deb4d-3b7d-4bad-9bdd-{:012}", number);
    const std::string queue = fmt::format("a queue with a longer name {}", number % limits.queues);
    const std::string sku = fmt::format("an article with a longer name {}", number);
    const Attribute attributes[] = {{"sku", sku}};
    CallEvent event{.time = time, .type = type, .queue = queue, .call = call};
    event.attributes = attributes;
    run.engine.apply(0, event, time);
  };
  std::size_t number = 0;
  for (int day = 0; day < 2; ++day) {
    for (std::size_t i = 0; i < 400 * limits.queues; ++i, ++number) {
      const Time time = kStart + day * 24h + std::chrono::seconds{i};
      put(EventType::joined, time, number);
      put(EventType::abandoned, time, number);
    }
  }
  for (std::size_t i = 0; i < limits.calls + 100; ++i)
    put(EventType::joined, kStart + 2 * 24h, number++);
}

/// As soon as no answer is under way.
std::string saved(core::Engine& engine) {
  for (int minutes = 0; minutes < 100; ++minutes) {
    if (auto state = engine.save()) return *std::move(state);
    engine.advance_to(engine.now() + 1min);
  }
  ADD_FAILURE() << "it never came to an end";
  return "";
}

/// With a snapshot of the state and one for the sinks.
std::uint64_t taken_by(const Limits& limits) {
  const std::size_t before = in_use();
  Settings settings;
  settings.limits = limits;
  EngineRun run(settings);
  fill(run, limits);
  const std::string state = saved(run.engine);
  const Snapshot snapshot = run.engine.snapshot();
  EXPECT_EQ(snapshot.queues.size(), limits.queues);
  return in_use() - before;
}

/// What more queues or calls take lies within what they add to the limit, and is no trifle to it.
void expect_within(const Limits& few, const Limits& many) {
  const std::uint64_t taken = taken_by(many) - taken_by(few);
  const std::uint64_t limit = memory_limit_bytes(many, 0) - memory_limit_bytes(few, 0);
  EXPECT_LT(taken, limit);
  EXPECT_GT(taken, limit / 8);
}

TEST(MemoryLimit, HoldsWithEveryTableFull) {
  if (in_use() == 0) GTEST_SKIP() << "the sanitizers' memory tells nothing of itself";
  Limits few;
  few.queues = 10;
  few.calls = 5'000;
  Limits more_queues = few;
  more_queues.queues = 30;
  expect_within(few, more_queues);
  Limits more_calls = few;
  more_calls.calls = 50'000;
  expect_within(few, more_calls);
}

}  // namespace
}  // namespace holdwatch
