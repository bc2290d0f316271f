#include "app/simulate/simulate.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <utility>

#include "app/exit_status.h"
#include "app/remote/server.h"
#include "app/simulate/broadcast.h"
#include "app/simulate/packed_file.h"
#include "net/zmq_link.h"
#include "wire/json_encoder.h"
#include "wire/protobuf_encoder.h"

namespace holdwatch::simulate {

namespace {

constexpr std::chrono::milliseconds kLinger{1'000};
constexpr std::chrono::milliseconds kPatience{500};
constexpr int kHighWaterMark = 10'000;

volatile std::sig_atomic_t is_interrupted = 0;

/// A signal ends what waits, so that what was sent can be told.
void watch_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { is_interrupted = 1; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

Time now() {
  return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

void write_history(Broadcast& broadcast, const Options& options) {
  fmt::print(stderr, "Writing {} days of the past to {} ...\n", 7 * options.weeks,
             *options.history);
  PackedFile file(*options.history);
  std::uint64_t lines = 0;
  broadcast.tell_past([&](const Input& input) {
    file.line(std::visit([](const auto& i) { return wire::to_json(i); }, input));
    ++lines;
  });
  file.close();
  fmt::print(stderr,
             "{} lines. A daemon that begins with them knows what is usual:\n  sources: [{{type: "
             "jsonl, name: past, path: {}}}, {{type: zmq, name: live, pull: ['{}']}}]\n",
             lines, *options.history, options.endpoint);
}

/// Sends numbered messages of one input each.
class Publisher {
 public:
  explicit Publisher(const Options& options)
      : name_(fmt::format("simulate-{}", options.seed)), link_(link_options(options)) {
    link_.make();
    // What nobody takes waits here, where it can be told, rather than in a queue to nowhere.
    link_.socket().set(::zmq::sockopt::immediate, true);
    link_.socket().set(::zmq::sockopt::sndtimeo, static_cast<int>(kPatience.count()));
    link_.attach();
    fmt::print(stderr, "Publishing to {}; Ctrl-C ends it.\n", link_.endpoints().front());
  }

  /// False when a signal came, or `end`, before anybody took it.
  bool send(const Input& input, Time end) {
    wire::BatchEncoder batch(name_, sent_ + 1);
    if (const auto* event = std::get_if<CallEvent>(&input)) batch.add(*event);
    if (const auto* report = std::get_if<IncidentReport>(&input)) batch.add(*report);
    while (!try_to_send(batch.frame())) {
      if (is_interrupted != 0 || now() >= end) return false;
      if (!std::exchange(is_waiting_, true)) fmt::print(stderr, "Nobody listens: waiting.\n");
    }
    is_waiting_ = false;
    ++sent_;
    return true;
  }

  std::uint64_t sent() const { return sent_; }

 private:
  static net::ZmqOptions link_options(const Options& options) {
    net::ZmqOptions result;
    result.pattern = options.is_pub ? net::ZmqPattern::pub : net::ZmqPattern::push;
    result.endpoints = {options.endpoint};
    result.bind = options.is_bound;
    result.high_water_mark = kHighWaterMark;
    result.linger = kLinger;
    return result;
  }

  bool try_to_send(const std::string& frame) {
    try {
      const ::zmq::const_buffer bytes(frame.data(), frame.size());
      return link_.socket().send(bytes, ::zmq::send_flags::none).has_value();
    } catch (const ::zmq::error_t& error) {
      if (error.num() != EINTR) throw;
      return false;
    }
  }

  std::string name_;
  net::ZmqLink link_;
  std::uint64_t sent_ = 0;
  bool is_waiting_ = false;
};

/// Sleeps until then; false when a signal came first.
bool wait_until(Time moment) {
  const auto until = moment.time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(until);
  const timespec at = {.tv_sec = static_cast<time_t>(seconds.count()),
                       .tv_nsec = std::chrono::nanoseconds(until - seconds).count()};
  while (is_interrupted == 0 && now() < moment) {
    clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &at, nullptr);
  }
  return is_interrupted == 0;
}

void publish(Broadcast& broadcast, Publisher& publisher, Time end) {
  while (broadcast.next_time() < end) {
    if (!wait_until(broadcast.next_time()) || !publisher.send(broadcast.next(), end)) return;
  }
  wait_until(end);
}

}  // namespace

int run(const Options& options) {
  return remote::guarded([&options] {
    demo::CentreOptions centre;
    centre.seed = options.seed;
    centre.live_from = now();
    centre.history_from = centre.live_from - (options.history ? std::chrono::weeks{options.weeks}
                                                              : std::chrono::weeks{0});
    centre.surge_after = std::chrono::duration_cast<Duration>(options.surge_after * options.speed);
    Broadcast broadcast(centre, options.speed);
    watch_signals();
    std::vector<IncidentReport> open;
    if (options.history) {
      write_history(broadcast, options);
    } else {
      open = open_incidents(broadcast, centre.live_from);
    }
    Publisher publisher(options);
    const Time end = options.length ? now() + *options.length : Time::max();
    for (const IncidentReport& report : open) publisher.send(report, end);
    publish(broadcast, publisher, end);
    fmt::print(stderr, "Sent {} messages.\n", publisher.sent());
    return 0;
  });
}

}  // namespace holdwatch::simulate
