// What the journal costs: processor time of the event thread for each event, and bytes on disk.
// The events are those of 200 queues at 50,000 events a second: each call is joined with a caller
// and four attributes, answered and completed, seconds apart and in no order; ids are UUIDs as
// FreeSWITCH gives them, the worst case for the disk. They come as a publisher's frames and go
// through decoder and engine, once without a journal and once with it.
//
//   journal_benchmark FOLDER [EVENTS] [paced]       paced: 50,000 a second, not as fast as it goes
#include <fmt/format.h>
#include <time.h>

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
#include "wire/protobuf_decoder.h"
#include "wire/protobuf_encoder.h"

namespace {

using namespace holdwatch;

constexpr Time kBegin = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
constexpr std::size_t kQueues = 200;
constexpr std::size_t kCalls = 200'000;  // at once
constexpr std::size_t kFrame = 250;      // events: 5 ms

class Centre {
 public:
  std::string frame() {
    wire::BatchEncoder frame("bench", 0);
    for (std::size_t i = 0; i < kFrame; ++i) add_event(frame);
    return frame.frame();
  }

 private:
  void add_event(wire::BatchEncoder& frame) {
    constexpr EventType kCourse[] = {EventType::joined, EventType::answered, EventType::completed};
    const std::size_t slot = step_ * 7919 % kCalls;
    const EventType type = kCourse[step_ / kCalls % 3];
    ++step_;
    time_ += std::chrono::microseconds{20};
    if (type == EventType::joined) calls_[slot] = uuid();
    const std::string queue = fmt::format("queue-{}", slot % kQueues);
    const std::string agent = fmt::format("{}", 1000 + slot % 900);
    CallEvent event{.time = time_, .type = type, .queue = queue, .call = calls_[slot]};
    if (type == EventType::joined) return add_joined(frame, event);
    event.agent = agent;
    if (type == EventType::completed) event.talk_seconds = random_() % 600;
    frame.add(event);
  }

  void add_joined(wire::BatchEncoder& frame, CallEvent& event) {
    constexpr const char* kReasons[] = {"order_status", "return_item", "invoice_question",
                                        "how_to"};
    const std::string caller = fmt::format("{:016x}", random_());
    const std::string sku = fmt::format("SKU-{:04}", random_() % 2000);
    const std::string region = fmt::format("R{}", random_() % 20);
    const std::string order = fmt::format("{}", 10'000'000 + random_() % 80'000'000);
    const Attribute attributes[] = {
        {"sku", sku}, {"region", region}, {"reason", kReasons[random_() % 4]}, {"order", order}};
    event.caller = caller;
    event.attributes = attributes;
    frame.add(event);
  }

  std::string uuid() {
    return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", random_() >> 32, random_() >> 48,
                       random_() >> 52, random_() >> 52, random_() >> 16);
  }

  std::mt19937_64 random_{1};
  std::size_t step_ = 0;
  Time time_ = kBegin;
  std::vector<std::string> calls_ = std::vector<std::string>(kCalls);
};

/// Processor time of this thread so far.
std::chrono::nanoseconds busy() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

/// What an event goes through.
class Path final : public wire::Receiver, private core::Decisions {
 public:
  explicit Path(journal::Journal* journal) : journal_(journal) {}

  void take(const std::string& frame) {
    const auto began = busy();
    decoder_.decode(frame, *this);
    took_ += busy() - began;
  }
  double nanoseconds_each() const {
    return static_cast<double>(took_.count()) / static_cast<double>(events_);
  }

  void event(const CallEvent& event) override {
    ++events_;
    if (journal_ != nullptr) journal_->input({engine_.now(), event.time, 0}, event);
    engine_.apply(0, event, event.time);
  }
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection&) override { std::abort(); }

 private:
  void alert(const AlertChange&) override {}

  journal::Journal* journal_;
  core::Engine engine_{{}, *this};
  wire::ProtobufDecoder decoder_;
  std::chrono::nanoseconds took_{};
  std::size_t events_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp";
  const std::size_t frames = (argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000) / kFrame;
  const bool is_paced = argc > 3;
  const std::string path = folder / "journal_benchmark.db";
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + suffix);
  boost::asio::io_context executor;
  journal::Journal journal({.path = path}, executor.get_executor(), kBegin);
  journal.source_id("bench");

  Centre centre;
  Path without(nullptr);
  Path with(&journal);
  auto due = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < frames; ++i) {
    const std::string frame = centre.frame();
    without.take(frame);
    with.take(frame);
    due += std::chrono::milliseconds{5};
    if (is_paced) std::this_thread::sleep_until(due);
  }
  const bool is_durable = journal.flush();
  const JournalHealth health = journal.health();
  fmt::print("{} events, durable {}, lost {}, {} commits\n", frames * kFrame, is_durable,
             health.lost_inputs, health.commits);
  fmt::print("event thread: {:.0f} ns an event without a journal, {:.0f} ns with (+{:.1f} %)\n",
             without.nanoseconds_each(), with.nanoseconds_each(),
             100 * (with.nanoseconds_each() / without.nanoseconds_each() - 1));
  fmt::print(
      "disk: {:.1f} bytes an event\n",
      static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(frames * kFrame));
  return is_durable && health.lost_inputs == 0 ? 0 : 1;
}
