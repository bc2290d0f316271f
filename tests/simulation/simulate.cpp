// simulate [--seed N] [--hours H]: worlds of ten days each, of the seeds from N on, until H hours
// are simulated. On a violation: what, when, and how to see it again; status 1.
#include <fmt/chrono.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "simulation/simulation.h"
#include "simulation/violation.h"

namespace holdwatch::simulation {
namespace {

using std::chrono::hours;
using std::chrono::steady_clock;

constexpr hours kWorld{240};

class Progress {
 public:
  explicit Progress(hours all) : all_(all) {}

  double seconds() const {
    return std::chrono::duration<double>(steady_clock::now() - began_).count();
  }
  double days_a_second(Duration done) const { return to_seconds(done) / 86'400 / seconds(); }

  void show(Duration done) {
    if (!on_terminal_) return;
    constexpr int kWidth = 40;
    const double part = to_seconds(done) / to_seconds(all_);
    const int filled = static_cast<int>(part * kWidth);
    fmt::print(stderr, "\r[{:#<{}}{:.<{}}] {:3.0f} %  {:.1f} days a second ", "", filled, "",
               kWidth - filled, 100 * part, days_a_second(done));
  }
  void end() const {
    if (on_terminal_) fmt::print(stderr, "\n");
  }

 private:
  hours all_;
  steady_clock::time_point began_ = steady_clock::now();
  bool on_terminal_ = ::isatty(STDERR_FILENO) != 0;
};

void print(const Tally& tally) {
  for (const auto& [what, times] : tally.counts) fmt::print("{:>12}  {}\n", times, what);
}

/// Whether all went well.
bool simulate(std::uint64_t first_seed, hours all) {
  Progress progress(all);
  Tally tally;
  std::uint64_t hash = 0;
  std::uint64_t seed = first_seed;
  for (hours done{0}; done < all; ++seed) {
    const hours end = std::min(kWorld, all - done);
    Simulation world(seed);
    try {
      for (hours age{0}; age < end; ++age) {
        world.play_to(age + hours{1});
        progress.show(done + age + hours{1});
      }
    } catch (const Violation& violation) {
      progress.end();
      const auto age = std::chrono::floor<std::chrono::seconds>(world.age());
      fmt::print("VIOLATION in world {} after {:%T}: {}\n", seed, age, violation.what());
      fmt::print("again: make simulate SEED={} HOURS={}\n", seed,
                 std::chrono::ceil<hours>(world.age()).count());
      print(world.tally());
      return false;
    }
    tally.add(world.tally());
    hash = hash * 31 + world.hash();
    done += end;
  }
  progress.end();
  print(tally);
  fmt::print("{:.1f} days in {} worlds (seeds {} to {}), {:.1f} days a second, decisions {:016x}\n",
             to_seconds(all) / 86'400, seed - first_seed, first_seed, seed - 1,
             progress.days_a_second(all), hash);
  fmt::print("no violation\n");
  return true;
}

}  // namespace
}  // namespace holdwatch::simulation

int main(int argc, char** argv) {
  CLI::App app("Plays simulated days of a contact centre under faults, and checks what must hold");
  std::uint64_t seed = 1;
  int hours = 240;
  bool is_loud = false;
  app.add_option("--seed", seed, "of the first world")->capture_default_str();
  app.add_option("--hours", hours, "to be simulated, in worlds of 240")
      ->capture_default_str()
      ->check(CLI::Range(1, 24'000'000));
  app.add_flag("--log", is_loud, "show what the daemons log");
  CLI11_PARSE(app, argc, argv);
  spdlog::set_level(is_loud ? spdlog::level::info : spdlog::level::off);
  return holdwatch::simulation::simulate(seed, std::chrono::hours{hours}) ? 0 : 1;
}
