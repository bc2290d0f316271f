// What a scrape costs: the event thread's part (the snapshot, once a second whoever asks) and the
// service thread's (the page, once a snapshot), by number of queues.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

#include "core/engine.h"
#include "sinks/metrics/page.h"

namespace holdwatch {
namespace {

class NoDecisions final : public core::Decisions {
  void alert(const AlertChange&) override {}
};

/// Queues with a few calls each: answered, given up, and one that waits.
class Centre {
 public:
  explicit Centre(int queues) {
    put(EventType::joined, queues, 0, "a");
    put(EventType::joined, queues, 1, "b");
    put(EventType::answered, queues, 15, "a");
    put(EventType::abandoned, queues, 40, "b");
    put(EventType::joined, queues, 50, "c");
  }

  Snapshot snapshot() const { return engine_.snapshot(); }

 private:
  void put(EventType type, int queues, int second, const char* call) {
    const Time nine =
        std::chrono::sys_days{std::chrono::year{2026} / 1 / 5} + std::chrono::hours{9};
    for (int i = 0; i < queues; ++i) {
      const std::string queue = fmt::format("queue-{:05}", i);
      CallEvent event;
      event.type = type;
      event.time = nine + std::chrono::seconds{second};
      event.queue = queue;
      event.call = call;
      engine_.apply(0, event, event.time);
    }
  }

  NoDecisions decisions_;
  core::Engine engine_{Settings{}, decisions_};
};

void event_thread_snapshot(benchmark::State& state) {
  const Centre centre(static_cast<int>(state.range(0)));
  double longest = 0;
  for (auto _ : state) {
    const auto begun = std::chrono::steady_clock::now();
    const auto snapshot = std::make_shared<const Snapshot>(centre.snapshot());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    longest = std::max(longest, took.count());
    benchmark::DoNotOptimize(snapshot);
  }
  state.counters["longest"] = longest;
}
BENCHMARK(event_thread_snapshot)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void service_thread_page(benchmark::State& state) {
  const Snapshot snapshot = Centre(static_cast<int>(state.range(0))).snapshot();
  std::string page;
  for (auto _ : state) page = metrics::render_page(snapshot, {}, {}, {});
  const auto lines = std::count(page.begin(), page.end(), '\n');
  state.counters["bytes"] = static_cast<double>(page.size());
  state.counters["lines_per_queue"] =
      static_cast<double>(lines) / static_cast<double>(state.range(0));
}
BENCHMARK(service_thread_page)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdwatch
