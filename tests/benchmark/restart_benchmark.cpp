// What it takes to keep the core's state and to begin again from it: how long the event thread
// stands still for a snapshot, and from the start of a process until it may take input, with a day
// of calls in the journal. The queues have learned two weeks, and their calls carry attributes.
//
//   restart_benchmark FOLDER [QUEUES] [CALLS_A_DAY]        of each queue
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "support/fake_clock.h"

namespace {

using namespace holdwatch;

constexpr Time kBegin = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
constexpr int kDaysLearned = 14;

double milliseconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
      .count();
}

/// The median of some runs and the longest.
std::string several(const std::function<void()>& work) {
  std::vector<double> runs;
  for (int i = 0; i < 9; ++i) runs.push_back(milliseconds(work));
  std::sort(runs.begin(), runs.end());
  return fmt::format("{:.1f} ms (longest {:.1f})", runs[runs.size() / 2], runs.back());
}

/// Calls of all queues from eight to eight, in turn.
class Calls {
 public:
  Calls(std::size_t queues, std::size_t calls_a_day)
      : queues_(queues), gap_(Duration{std::chrono::hours{12}} / (queues * calls_a_day)) {}

  template <class Put>
  void day(int day, Put put) {
    const Time eight = kBegin + std::chrono::days{day} + std::chrono::hours{8};
    for (Time t = eight; t < eight + std::chrono::hours{12}; t += gap_) call(t, put);
  }

 private:
  template <class Put>
  void call(Time t, Put put) {
    const std::string queue = fmt::format("queue-{:05}", next_ % queues_);
    const std::string call = fmt::format("1772442000.{}", next_++);
    const std::string sku = fmt::format("SKU-{:04}", random_() % 2000);
    const std::string region = fmt::format("R{}", random_() % 20);
    const Attribute attributes[] = {{"sku", sku}, {"region", region}};
    CallEvent event{.time = t, .type = EventType::joined, .queue = queue, .call = call};
    event.attributes = attributes;
    put(event);
    event.attributes = {};
    for (const EventType type : {EventType::answered, EventType::completed}) {
      event.type = type;
      put(event);
    }
  }

  std::size_t queues_;
  Duration gap_;
  std::size_t next_ = 0;
  std::mt19937 random_{1};
};

struct Life {
  Life(const std::string& path, const FakeClock& clock)
      : journal({.path = path}, io.get_executor(), clock.time),
        pipeline(Settings{.sources = {"bench"}}, clock, BuildInfo{}, &journal),
        source(pipeline.add_source("bench")) {
    is_restart = pipeline.go_on();
  }

  boost::asio::io_context io;
  journal::Journal journal;
  Pipeline pipeline;
  SourceIntake& source;
  bool is_restart = false;
};

class NoDecisions final : public core::Decisions {
  void alert(const AlertChange&) override {}
};

void measure_engine(std::size_t queues, std::size_t calls_a_day) {
  NoDecisions decisions;
  core::Engine engine(Settings{}, decisions);
  Calls calls(queues, std::min<std::size_t>(calls_a_day, 48));
  for (int day = 0; day < kDaysLearned; ++day) {
    calls.day(day, [&](const CallEvent& event) { engine.apply(0, event, event.time); });
  }
  std::string state;
  fmt::print("save      {}\n", several([&] { state = engine.save().value(); }));
  fmt::print("          {:.1f} MB\n", static_cast<double>(state.size()) / 1e6);
  core::Engine other(Settings{}, decisions);
  fmt::print("restore   {}\n", several([&] { other.restore(state); }));
  Snapshot snapshot;
  fmt::print("snapshot  {}\n", several([&] { snapshot = engine.snapshot(); }));
}

void measure_start(const std::string& path, std::size_t queues, std::size_t calls_a_day) {
  FakeClock clock;
  clock.time = kBegin + std::chrono::hours{7};
  std::uint64_t inputs = 0;
  {
    Life life(path, clock);
    Calls calls(queues, calls_a_day);
    calls.day(0, [&](const CallEvent& event) {
      clock.time = event.time;
      life.source.event(event);
      if (++inputs % 1000 == 0) life.pipeline.turn({});
    });
    // As it is when the process is killed: what came since the last snapshot is played.
  }
  clock.time += std::chrono::seconds{1};
  std::optional<Life> next;
  const double ready = milliseconds([&] { next.emplace(path, clock); });
  fmt::print("start     {:.0f} ms with {} inputs of a day in the journal, restarted {}\n", ready,
             inputs, next->is_restart);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp";
  const std::size_t queues = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000;
  const std::size_t calls_a_day = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 300;
  const std::string path = folder / "restart_benchmark.db";
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + suffix);
  fmt::print("{} queues, {} calls a day each\n", queues, calls_a_day);
  measure_engine(queues, calls_a_day);
  measure_start(path, queues, calls_a_day);
}
