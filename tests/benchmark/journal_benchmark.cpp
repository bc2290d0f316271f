// What the journal costs: the time of the event thread for each event, and the bytes on disk. The
// events are those of a centre of 200 queues at 50,000 events a second, with ids as Asterisk gives
// them and four attributes. `engine` is the same events with no journal, `both` with it; with
// `paced` the events come at that rate rather than as fast as they go.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "core/engine.h"
#include "journal/journal.h"

namespace {

using namespace holdwatch;
using Clock = std::chrono::steady_clock;

constexpr Time kBegin = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
constexpr int kQueues = 200;
constexpr int kTalking = 2'000;  // calls at once

/// One call's event with the text that its views look into.
struct Made {
  std::string queue, call, caller, agent;
  std::vector<std::string> values;
  std::vector<Attribute> attributes;
  CallEvent event;
};

class Centre {
 public:
  /// Every call is joined, answered by an agent, and completed.
  Made next() {
    const int slot = static_cast<int>(step_ % kTalking);
    const EventType type = kCourse[(step_ / kTalking) % 3];
    time_ += std::chrono::microseconds{20};
    if (type == EventType::joined)
      calls_[slot] = fmt::format("{}.{}", 1'772'442'000 + step_ / 50'000, ++number_);
    ++step_;
    Made made{.queue = fmt::format("queue-{}", slot % kQueues), .call = calls_[slot]};
    made.event = {.time = time_, .type = type};
    if (type == EventType::joined) add_attributes(made);
    if (type != EventType::joined) made.agent = fmt::format("SIP/{}", 1000 + slot % 900);
    if (type == EventType::completed) made.event.talk_seconds = random_() % 600;
    return made;
  }

 private:
  static constexpr EventType kCourse[] = {EventType::joined, EventType::answered,
                                          EventType::completed};

  void add_attributes(Made& made) {
    made.caller = fmt::format("{:016x}", random_());
    made.values = {fmt::format("SKU-{:04}", random_() % 2000), fmt::format("R{}", random_() % 20),
                   kReasons[random_() % 4], fmt::format("{}", 10'000'000 + random_() % 80'000'000)};
    constexpr std::string_view kNames[] = {"sku", "region", "reason", "order"};
    for (std::size_t i = 0; i < 4; ++i) made.attributes.push_back({kNames[i], made.values[i]});
  }

  static constexpr const char* kReasons[] = {"order_status", "return_item", "invoice_question",
                                             "how_to"};
  std::mt19937_64 random_{1};
  std::uint64_t step_ = 0;
  std::uint64_t number_ = 0;
  Time time_ = kBegin;
  std::vector<std::string> calls_ = std::vector<std::string>(kTalking);
};

void look(Made& made) {
  made.event.queue = made.queue;
  made.event.call = made.call;
  made.event.caller = made.caller;
  made.event.agent = made.agent;
  for (std::size_t i = 0; i < made.values.size(); ++i) made.attributes[i].value = made.values[i];
  made.event.attributes = made.attributes;
}

struct Silent final : core::Decisions {
  void alert(const AlertChange&) override {}
};

std::vector<Made> make(std::size_t count) {
  Centre centre;
  std::vector<Made> made(count);
  for (Made& one : made) {
    one = centre.next();
    look(one);
  }
  return made;
}

/// Nanoseconds of the event thread for each event.
double run(const std::vector<Made>& events, core::Engine* engine, journal::Journal* journal,
           bool is_paced) {
  constexpr std::size_t kBurst = 500;  // of 10 ms
  Clock::duration busy{};
  auto due = Clock::now();
  for (std::size_t from = 0; from < events.size(); from += kBurst) {
    const auto began = Clock::now();
    for (std::size_t i = from; i < std::min(from + kBurst, events.size()); ++i) {
      const CallEvent& event = events[i].event;
      if (journal != nullptr) {
        journal->input({engine != nullptr ? engine->now() : event.time, event.time, 0}, event);
      }
      if (engine != nullptr) engine->apply(0, event, event.time);
    }
    busy += Clock::now() - began;
    due += std::chrono::milliseconds{10};
    if (is_paced) std::this_thread::sleep_until(due);
  }
  return std::chrono::duration<double, std::nano>(busy).count() /
         static_cast<double>(events.size());
}

}  // namespace

/// journal_benchmark FOLDER [EVENTS] [paced]
int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp";
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  const bool is_paced = argc > 3;
  const std::vector<Made> events = make(count);
  Silent silent;

  core::Engine alone({}, silent);
  const double engine_ns = run(events, &alone, nullptr, is_paced);

  const std::string path = folder / "journal_benchmark.db";
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + suffix);
  boost::asio::io_context executor;
  journal::Journal journal({.path = path}, executor.get_executor(), kBegin);
  journal.source_id("pbx");
  core::Engine engine({}, silent);
  const double both_ns = run(events, &engine, &journal, is_paced);
  const bool is_durable = journal.flush();
  const journal::Health health = journal.health();

  fmt::print("events {}{}, durable {}, lost {}, commits {}\n", count,
             is_paced ? " at 50,000/s" : "", is_durable, health.lost_inputs, health.commits);
  fmt::print("event thread: engine {:.0f} ns, with journal {:.0f} ns an event (+{:.1f} %)\n",
             engine_ns, both_ns, 100 * (both_ns / engine_ns - 1));
  fmt::print("disk: {:.1f} bytes an event\n",
             static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(count));
  return is_durable && health.lost_inputs == 0 ? 0 : 1;
}
