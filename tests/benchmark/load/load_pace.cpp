// load_pace ENDPOINT PROBES: pushes so many events a second, one a message, each with the time of
// its sending, for some seconds; among them such that alerts come of (probes.h). The file PROBES
// gets the queue of each of these, when it was sent and its own time, in microseconds. Prints the
// number of all events, how long they took, and how late the worst was sent.
#include <fmt/format.h>
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <zmq.hpp>

#include "calls.h"
#include "frames.h"
#include "probes.h"
#include "wall_clock.h"

namespace {

using namespace holdwatch;
using namespace holdwatch::load;

using std::chrono::steady_clock;

constexpr std::chrono::microseconds kTick{200};

double seconds_since(steady_clock::time_point then) {
  return std::chrono::duration<double>(steady_clock::now() - then).count();
}

struct Options {
  std::string endpoint;
  std::string probes;
  double seconds = 10;
  double rate = 100'000;
  double holds = 0;
  double surge_calls = 0;
  std::size_t queues = 100;
  std::size_t calls = 10'000;
};

class Pacer {
 public:
  explicit Pacer(const Options& options)
      : options_(options), calls_(options.queues, options.calls), log_(options.probes) {
    socket_.connect(options.endpoint);
  }

  void run() {
    const auto begun = steady_clock::now();
    for (auto due = begun;; due += kTick) {
      std::this_thread::sleep_until(due);
      worst_ = std::max(worst_, seconds_since(due));
      const double passed = std::chrono::duration<double>(due - begun).count();
      if (passed > options_.seconds) break;
      tick(passed);
    }
    socket_.close();
    context_.close();
    const double took = seconds_since(begun);
    fmt::print(R"({{"events": {}, "seconds": {:.3f}, "worst_late_seconds": {:.6f}}})"
               "\n",
               sent_ + holds_ + surge_calls_, took, worst_);
  }

 private:
  void tick(double passed) {
    const auto due = [passed](double rate) { return static_cast<std::uint64_t>(passed * rate); };
    for (; sent_ < due(options_.rate); ++sent_) send(calls_.next(now()));
    for (; holds_ < due(options_.holds); ++holds_) probe(probes_.long_hold(holds_, now()));
    for (; surge_calls_ < due(options_.surge_calls); ++surge_calls_) {
      probe(probes_.surge(surge_calls_, now()));
    }
  }

  void probe(const CallEvent& event) {
    const Time sent = now();
    send(event);
    log_ << fmt::format("{} {} {}\n", event.queue, sent.time_since_epoch().count(),
                        event.time.time_since_epoch().count());
  }

  void send(const CallEvent& event) {
    frames_.add(event);
    socket_.send(zmq::message_t(frames_.take()), zmq::send_flags::none);
  }

  const Options& options_;
  Calls calls_;
  Probes probes_;
  std::ofstream log_;
  Frames frames_{Format::protobuf};
  zmq::context_t context_;
  zmq::socket_t socket_{context_, zmq::socket_type::push};
  std::uint64_t sent_ = 0;
  std::uint64_t holds_ = 0;
  std::uint64_t surge_calls_ = 0;
  double worst_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Pushes call events over ZeroMQ at an even pace");
  app.add_option("endpoint", options.endpoint)->required();
  app.add_option("probes", options.probes)->required();
  app.add_option("--seconds", options.seconds);
  app.add_option("--rate", options.rate, "Events of usual calls a second");
  app.add_option("--holds", options.holds, "Long holds a second");
  app.add_option("--surge-calls", options.surge_calls, "Calls of surges a second");
  app.add_option("--queues", options.queues)->check(CLI::PositiveNumber);
  app.add_option("--calls", options.calls, "Calls at once")->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  ::prctl(PR_SET_TIMERSLACK, 1'000UL);
  Pacer(options).run();
}
