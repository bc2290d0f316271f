// What each stage adds to the cost of an event, in the order in which an event meets them: decoding
// a message of 64, the state of calls, the rest of the engine (detection, groups, what calls are
// about), the journal. The events are those of 100 queues with 10,000 calls at once; each round has
// the same calls half a minute later.
#include <benchmark/benchmark.h>

#include <boost/asio/io_context.hpp>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "calls.h"
#include "core/engine.h"
#include "core/state/call_state.h"
#include "frames.h"
#include "journal/journal.h"
#include "support/temp_dir.h"
#include "wire/message_decoder.h"

namespace holdwatch {
namespace {

constexpr std::size_t kEvents = 300'000;
constexpr std::size_t kBatch = 64;
constexpr Duration kSpan = std::chrono::seconds{30};
constexpr Time kBegin = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

const std::vector<std::string>& messages() {
  static const auto made = [] {
    load::Calls calls(100, 10'000);
    load::Frames frames(load::Format::protobuf);
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < kEvents; ++i) {
      frames.add(calls.next(kBegin + kSpan * i / kEvents));
      if ((i + 1) % kBatch == 0 || i + 1 == kEvents) messages.push_back(frames.take());
    }
    return messages;
  }();
  return made;
}

/// A stage takes events; before it stands the decoder.
class Stage : public wire::Receiver {
 public:
  void run(benchmark::State& state) {
    const std::vector<std::string>& all = messages();
    for (auto _ : state) {
      for (const std::string& message : all) decoder_.decode(message, *this);
      later_ += kSpan;
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kEvents));
  }

 protected:
  virtual void take(const CallEvent& event) = 0;

 private:
  void event(const CallEvent& event) override {
    CallEvent moved = event;
    moved.time += later_;
    take(moved);
  }
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection&) override { std::abort(); }

  wire::MessageDecoder decoder_;
  Duration later_{};
};

class Decoding final : public Stage {
  void take(const CallEvent& event) override { benchmark::DoNotOptimize(event); }
};

class CallStates final : public Stage {
  void take(const CallEvent& event) override {
    const std::string_view number = event.queue.substr(event.queue.find('-') + 1);
    core::QueueId queue = 0;
    std::from_chars(number.data(), number.data() + number.size(), queue);
    benchmark::DoNotOptimize(calls_.apply(0, queue, event, event.time));
    calls_.forget(event.time);
  }

  Limits limits_;
  core::CallState calls_{limits_};
};

class WholeEngine : public Stage, private core::Decisions {
 protected:
  void take(const CallEvent& event) override { engine_.apply(0, event, event.time); }

  core::Engine engine_{Settings{}, *this};

 private:
  void alert(const AlertChange&) override {}
};

class Journaled final : public WholeEngine {
 public:
  Journaled() { journal_.source_id("bench"); }

 private:
  void take(const CallEvent& event) override {
    journal_.input({engine_.now(), event.time, 0}, event);
    WholeEngine::take(event);
  }

  TempDir folder_;
  boost::asio::io_context executor_;
  journal::Journal journal_{{.path = folder_.path("journal.db")}, executor_.get_executor(), kBegin};
};

template <class Work>
void stage(benchmark::State& state) {
  std::make_unique<Work>()->run(state);
}
BENCHMARK_TEMPLATE(stage, Decoding)->Name("decode");
BENCHMARK_TEMPLATE(stage, CallStates)->Name("decode_state");
BENCHMARK_TEMPLATE(stage, WholeEngine)->Name("decode_engine");
BENCHMARK_TEMPLATE(stage, Journaled)->Name("decode_engine_journal");

}  // namespace
}  // namespace holdwatch
