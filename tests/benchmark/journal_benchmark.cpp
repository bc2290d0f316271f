// What the journal costs: processor time of the event thread for each event, and bytes on disk.
// The events are those of 200 queues at 50,000 events a second: each call is joined with a caller
// and four attributes, answered and completed, seconds apart and in no order. Ids are UUIDs as
// FreeSWITCH gives them, the worst case for the disk. An engine alone is held against one with a
// journal; `paced`: events come at that rate rather than as fast as they go.
//
//   journal_benchmark FOLDER [EVENTS] [paced]
#include <fmt/format.h>

#include <time.h>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/engine.h"
#include "journal/journal.h"

namespace {

using namespace holdwatch;

constexpr Time kBegin = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
constexpr int kQueues = 200;
constexpr std::size_t kCalls = 200'000;  // at once

/// One call's event with the text that its views look into.
struct Made {
  std::string queue, call, caller, agent;
  std::vector<std::string> values;
  std::vector<Attribute> attributes;
  CallEvent event;
};

class Centre {
 public:
  Made next() {
    const std::size_t slot = step_ * 7919 % kCalls;
    const EventType type = kCourse[step_ / kCalls % 3];
    if (type == EventType::joined) {
      calls_[slot] =
          fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", random_() >> 32, random_() >> 48,
                      random_() >> 52, random_() >> 52, random_() >> 16);
    }
    ++step_;
    time_ += std::chrono::microseconds{20};
    Made made{.queue = fmt::format("queue-{}", slot % kQueues), .call = calls_[slot]};
    made.event = {.time = time_, .type = type};
    if (type == EventType::joined) add_attributes(made);
    if (type != EventType::joined) made.agent = fmt::format("{}", 1000 + slot % 900);
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
  Time time_ = kBegin;
  std::vector<std::string> calls_ = std::vector<std::string>(kCalls);
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

/// Processor time of this thread so far.
std::chrono::nanoseconds busy() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

struct Cost {
  std::chrono::nanoseconds engine{};
  std::chrono::nanoseconds both{};
};

/// An engine alone and one with a journal take turns, so that what else the machine does weighs on
/// both alike.
Cost measure(const std::vector<Made>& events, journal::Journal& journal, bool is_paced) {
  constexpr std::size_t kTurn = 5'000;
  Silent silent;
  core::Engine alone({}, silent);
  core::Engine engine({}, silent);
  Cost cost;
  auto due = std::chrono::steady_clock::now();
  for (std::size_t from = 0; from < events.size(); from += kTurn) {
    const std::span<const Made> turn(events.data() + from, std::min(kTurn, events.size() - from));
    const auto began = busy();
    for (const Made& made : turn) alone.apply(0, made.event, made.event.time);
    const auto middle = busy();
    for (const Made& made : turn) {
      journal.input({engine.now(), made.event.time, 0}, made.event);
      engine.apply(0, made.event, made.event.time);
    }
    cost.engine += middle - began;
    cost.both += busy() - middle;
    due += std::chrono::milliseconds{100};
    if (is_paced) std::this_thread::sleep_until(due);
  }
  return cost;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp";
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  const bool is_paced = argc > 3;
  const std::vector<Made> events = make(count);
  const std::string path = folder / "journal_benchmark.db";
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + suffix);
  boost::asio::io_context executor;
  journal::Journal journal({.path = path}, executor.get_executor(), kBegin);
  journal.source_id("pbx");
  const Cost cost = measure(events, journal, is_paced);
  const bool is_durable = journal.flush();
  const journal::Health health = journal.health();

  fmt::print("events {}{}, durable {}, lost {}, commits {}\n", count,
             is_paced ? " at 50,000/s" : "", is_durable, health.lost_inputs, health.commits);
  const auto each = [&](std::chrono::nanoseconds all) {
    return static_cast<double>(all.count()) / static_cast<double>(count);
  };
  fmt::print("event thread: engine {:.0f} ns, with journal {:.0f} ns an event (+{:.1f} %)\n",
             each(cost.engine), each(cost.both), 100 * (each(cost.both) / each(cost.engine) - 1));
  fmt::print("disk: {:.1f} bytes an event\n",
             static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(count));
  return is_durable && health.lost_inputs == 0 ? 0 : 1;
}
