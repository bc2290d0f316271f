// What one event costs in state and detection, whatever the number of queues: the engine fed with
// calls that join, are answered and end, queue after queue; and what a queue costs in memory.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/engine.h"

namespace holdwatch {
namespace {

constexpr int kCallsPerQueue = 30;  // one a minute

class NoDecisions final : public core::Decisions {
 public:
  void alert(const AlertChange&) override {}
};

// Queues that each have a call a minute from nine to half past, day after day.
class Centre {
 public:
  explicit Centre(int queues) : gap_(Duration{std::chrono::minutes{1}} / queues) {
    for (int i = 0; i < queues; ++i) queues_.push_back(fmt::format("queue-{:06}", i));
    for (int i = 0; i < kLines; ++i) calls_.push_back(fmt::format("call-{:05}", i));
  }

  /// The three events of one call, whose queue's turn it is.
  void call(core::Engine& engine) {
    const std::string& queue = queues_[next_ % queues_.size()];
    const std::string& call = calls_[next_ % calls_.size()];
    ++next_;
    put(engine, EventType::joined, queue, call);
    put(engine, EventType::answered, queue, call);
    put(engine, EventType::completed, queue, call);
    now_ += gap_;
  }
  bool is_day_over() const { return now_ >= nine_ + std::chrono::minutes{kCallsPerQueue}; }
  void sleep(core::Engine& engine) {
    nine_ += std::chrono::days{1};
    now_ = nine_;
    engine.advance_to(now_);
  }

 private:
  static constexpr int kLines = 1000;

  void put(core::Engine& engine, EventType type, const std::string& queue,
           const std::string& call) {
    CallEvent event;
    event.time = now_;
    event.type = type;
    event.queue = queue;
    event.call = call;
    benchmark::DoNotOptimize(engine.apply(0, event, now_));
  }

  std::vector<std::string> queues_;
  std::vector<std::string> calls_;
  Duration gap_;
  std::uint64_t next_ = 0;
  Time nine_ = std::chrono::sys_days{std::chrono::year{2026} / 1 / 5} + std::chrono::hours{9};
  Time now_ = nine_;
};

// An iteration is the second day's half-hour of every queue; the first day, which makes the
// baseline, and the night are not measured.
void engine_event(benchmark::State& state) {
  const auto queues = static_cast<int>(state.range(0));
  NoDecisions decisions;
  double bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const std::size_t before = mallinfo2().uordblks;
    Settings settings;
    settings.limits.queues = 1'000'000;
    auto engine = std::make_unique<core::Engine>(std::move(settings), decisions);
    Centre centre(queues);
    while (!centre.is_day_over()) centre.call(*engine);
    centre.sleep(*engine);
    state.ResumeTiming();
    while (!centre.is_day_over()) centre.call(*engine);
    state.PauseTiming();
    bytes = static_cast<double>(mallinfo2().uordblks - before);
    engine.reset();
    state.ResumeTiming();
  }
  const double events = static_cast<double>(state.iterations()) * queues * kCallsPerQueue * 3;
  state.counters["per_event"] =
      benchmark::Counter(events, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["bytes_per_queue"] = bytes / queues;
}
BENCHMARK(engine_event)->Arg(10)->Iterations(50);
BENCHMARK(engine_event)->Arg(100)->Iterations(20);
BENCHMARK(engine_event)->RangeMultiplier(10)->Range(1000, 100'000)->Iterations(1);

}  // namespace
}  // namespace holdwatch
