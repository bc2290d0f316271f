// Asterisk's events as an unfiltered account gets them: of 46 events of a queued call, 24 VarSet, 7
// Newexten, 11 of other kinds, and the four that matter; about 480 bytes each. Over loopback they
// are paced, carry the time of their sending, and have arrived when the engine has applied them.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

#include "core/engine.h"
#include "sources/asterisk_ami/ami_normalizer.h"
#include "sources/asterisk_ami/ami_parser.h"
#include "sources/asterisk_ami/ami_source.h"

namespace {

using namespace holdwatch;
using namespace holdwatch::asterisk_ami;
namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int kEventsOfCall = 46;

Time now() {
  return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

std::string event_of(int in_call, std::uint64_t call, Time at) {
  static constexpr const char* kNames[kEventsOfCall] = {"QueueCallerJoin", "HangupRequest",
                                                        "QueueCallerAbandon", "QueueCallerLeave"};
  const bool is_variable = in_call >= 4 && in_call < 28;
  const bool is_step = in_call >= 28 && in_call < 35;
  const char* other = is_variable ? "VarSet" : is_step ? "Newexten" : "Newstate";
  const auto micros = at.time_since_epoch().count();
  return fmt::format(
      "Event: {}\r\nPrivilege: agent,all\r\nTimestamp: {}.{:06}\r\n"
      "Channel: Local/impatient@sim-caller-{:08x};1\r\nChannelState: 6\r\nChannelStateDesc: Up\r\n"
      "CallerIDNum: +15550268362\r\nCallerIDName: Caller 8362\r\n"
      "ConnectedLineNum: +15550268362\r\nConnectedLineName: Caller 8362\r\nLanguage: en\r\n"
      "AccountCode: \r\nContext: inbound\r\nExten: orders\r\nPriority: 11\r\n"
      "Uniqueid: 1795289011.{}\r\nLinkedid: 1795289011.{}\r\nChanVariable: SKU=SKU-2001\r\n"
      "ChanVariable: REASON=password\r\n{}\r\n\r\n",
      in_call < 4 ? kNames[in_call] : other, micros / 1'000'000, micros % 1'000'000, call, call,
      call,
      is_variable ? "Variable: QUEUENAME\r\nValue: orders"
                  : "Queue: orders\r\nPosition: 1\r\nCount: 1");
}

class Counting final : public AmiListener {
 public:
  void event(const CallEvent&) override { ++events; }
  void rejected(Disposition, std::string_view) override {}
  void missed(std::uint64_t, std::string_view) override {}
  void undecided(std::string_view) override {}

  std::uint64_t events = 0;
};

/// From bytes to call events, without a socket or the engine.
void parse_and_normalize(benchmark::State& state) {
  constexpr int kCalls = 1000;
  std::string stream;
  for (int call = 0; call < kCalls; ++call) {
    for (int i = 0; i < kEventsOfCall; ++i) {
      stream += event_of(i, static_cast<std::uint64_t>(call), Time{std::chrono::hours{500'000}});
    }
  }
  Counting listener;
  for (auto _ : state) {
    AmiParser parser;
    AmiNormalizer normalizer({}, listener);
    std::string_view rest = stream;
    while (!rest.empty()) {
      const auto room = parser.room();
      const std::size_t size = std::min(room.size(), rest.size());
      std::memcpy(room.data(), rest.data(), size);
      rest.remove_prefix(size);
      parser.filled(size);
      while (parser.next() == AmiParser::Found::message) {
        normalizer.take(parser.message(), std::nullopt);
      }
    }
  }
  benchmark::DoNotOptimize(listener.events);
  state.SetItemsProcessed(state.iterations() * kCalls * kEventsOfCall);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}
BENCHMARK(parse_and_normalize)->Unit(benchmark::kMillisecond);

/// Puts events to a real engine and notes how old they are by then.
class TimingIntake final : public Intake, private core::Decisions {
 public:
  Disposition event(const CallEvent& event) override {
    if (event.type == EventType::heartbeat) return Disposition::accepted;
    const Disposition disposition = engine_.apply(0, event, now());
    ages.push_back(to_seconds(now() - event.time));
    return disposition;
  }
  Disposition incident(const IncidentReport&) override { return Disposition::accepted; }
  Disposition verdict(const Verdict&) override { return Disposition::accepted; }
  Disposition acknowledgement(const Acknowledgement&) override { return Disposition::accepted; }
  void rejected(Disposition, std::string_view, std::string_view) override {}
  void missed(std::uint64_t, std::string_view) override {}
  void up(bool) override {}

  double age(double share) {
    std::sort(ages.begin(), ages.end());
    return ages.empty() ? 0 : ages[static_cast<std::size_t>(share * double(ages.size() - 1))];
  }

  std::vector<double> ages;

 private:
  void alert(const AlertChange&) override {}

  core::Engine engine_{Settings{}, *this};
};

std::string answer(const std::string& action) {
  const std::size_t begin = action.find("ActionID: ");
  const std::string id = action.substr(begin, action.find("\r\n", begin) + 2 - begin);
  std::string text = "Response: Success\r\n" + id + "Message: Queue status will follow\r\n\r\n";
  if (action.find("QueueStatus") != std::string::npos) {
    text += "Event: QueueStatusComplete\r\n" + id + "\r\n";
  }
  return text;
}

/// Asterisk's part, on a thread of its own: answers three actions, then sends at that rate.
void serve(tcp::acceptor& acceptor, std::int64_t rate, std::int64_t events) {
  tcp::socket socket = acceptor.accept();
  socket.set_option(tcp::no_delay(true));  // as Asterisk does
  std::string input;
  for (int action = 0; action < 3; ++action) {
    const std::size_t size = asio::read_until(socket, asio::dynamic_buffer(input), "\r\n\r\n");
    asio::write(socket, asio::buffer(answer(input.substr(0, size))));
    input.erase(0, size);
  }
  const auto begin = std::chrono::steady_clock::now();
  for (std::int64_t sent = 0; sent < events;) {
    std::string text;
    const auto passed = std::chrono::steady_clock::now() - begin;
    const auto due = std::min<std::int64_t>(
        events,
        rate * std::chrono::duration_cast<std::chrono::microseconds>(passed).count() / 1'000'000);
    for (; sent < due; ++sent) {
      const auto call = static_cast<std::uint64_t>(sent / kEventsOfCall);
      text += event_of(static_cast<int>(sent % kEventsOfCall), call, now());
    }
    asio::write(socket, asio::buffer(text));
    std::this_thread::sleep_for(std::chrono::microseconds{500});
  }
}

/// Through the source, over loopback, into the state: for five seconds at so many events a second.
void over_loopback(benchmark::State& state) {
  const std::int64_t events = 5 * state.range(0);
  for (auto _ : state) {
    asio::io_context io;
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    net::HttpServer http(io.get_executor(), net::HttpLimits{});
    TimingIntake intake;
    config::Section section =
        config::Section::parse(fmt::format("address: 127.0.0.1:{}\nusername: a\nsecret: b\n",
                                           acceptor.local_endpoint().port()),
                               "benchmark");
    const auto source = read_source(section)(
        {"asterisk", io.get_executor(), io.get_executor(), intake, http, Time{}});
    std::jthread server([&] { serve(acceptor, state.range(0), events); });
    asio::co_spawn(io, source->run(), [&](std::exception_ptr) { io.stop(); });
    io.run();
    state.counters["p50_ms"] = 1e3 * intake.age(0.5);
    state.counters["p99_ms"] = 1e3 * intake.age(0.99);
    state.counters["max_ms"] = 1e3 * intake.age(1);
    state.counters["call_events"] = static_cast<double>(intake.ages.size());
  }
  state.SetItemsProcessed(state.iterations() * events);
}
BENCHMARK(over_loopback)
    ->Arg(7'400)
    ->Arg(20'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
