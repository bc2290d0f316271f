// Holds the search for causes against what others do and against the simulator's own parameters,
// in worlds that fit the model and worlds that don't; and measures how long one surge takes.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "core/causes/cause_desk.h"
#include "examination.h"

namespace {

using namespace holdwatch;
using namespace holdwatch::bench;

constexpr int kVerdicts = 60;

void merge(Result& into, Result&& from) {
  for (auto& [who, card] : from.early) into.early[who].add(card);
  for (auto& [who, card] : from.late) into.late[who].add(card);
  into.calm_asked += from.calm_asked;
  into.blamed += from.blamed;
}

void print_world(const std::string& name, const Result& result) {
  fmt::print("\n{}: {} surges; asked without a surge {} times, an incident blamed {} times\n", name,
             result.late.at("oracle").asked(), result.calm_asked, result.blamed);
  fmt::print("{:<18}{:>10}{:>10}\n", "first cause right", "at once", "after 4 h");
  for (const char* who : {"most recent", "recent + overlap", "triangular", "compound", "adtributor",
                          "no verdicts", "60 verdicts", "oracle"}) {
    fmt::print("{:<18}{:>10.3f}{:>10.3f}\n", who, result.early.at(who).top1(),
               result.late.at(who).top1());
  }
  fmt::print("{:<30}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>9}{:>8}\n", "", "top 3", "none r",
             "none p", "ece", "P>=.9", "error", "cover", "to come", "width");
  const auto row = [](const char* when, const Scorecard& c) {
    fmt::print("{:<30}{:>8.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>8.3f}{:>9.3f}{:>8.2f}\n",
               when, c.top3(), c.none_recall(), c.none_precision(), c.calibration_error(),
               c.sure_and_right(), c.median_excess_error(), c.coverage(), c.coverage_to_come(),
               c.width_to_come());
  };
  for (const char* who : {"no verdicts", "60 verdicts"}) {
    row(fmt::format("{}, at once", who).c_str(), result.early.at(who));
    row(fmt::format("{}, after 4 h", who).c_str(), result.late.at(who));
  }
}

/// 150 incidents that all may have made it, 2,000 calls.
struct BigSurge {
  BigSurge() {
    for (const Kind& kind : world.kinds) settings.categories.push_back(kind.catalogue);
    for (int i = 0; i < 150; ++i) finder.report(report(i));
    for (int c = 0; c < 2'000; ++c) {
      const std::string sku = fmt::format("SKU-{}", c % 2 == 0 ? 7 : c % kSkus);
      const std::string region = fmt::format("region-{}", c % kRegions);
      const std::string reason = fmt::format("reason-{}", c % kReasons);
      const std::array<Attribute, 3> said = {Attribute{"sku", sku}, Attribute{"region", region},
                                             Attribute{"reason", reason}};
      finder.offered(0, onset + c * std::chrono::hours{4} / 2'000, keys.learn(said));
    }
  }

  IncidentReport report(int i) const {
    IncidentReport r;
    r.id = fmt::format("INC-{}", i);
    r.category = settings.categories[static_cast<std::size_t>(i) % 10].name;
    r.time = r.started.emplace(onset - std::chrono::minutes{30 + 20 * i});
    r.scope =
        Scope{{"sku", {fmt::format("SKU-{}", i % kSkus), fmt::format("SKU-{}", i * 7 % kSkus)}}};
    if (i % 3 == 0) (*r.scope)["region"] = {fmt::format("region-{}", i % kRegions)};
    r.affected = 200;
    return r;
  }

  core::SurgeEvidence evidence() const {
    core::SurgeEvidence e;
    e.queue_name = "orders";
    e.onset = {onset, onset - std::chrono::minutes{5}, onset + std::chrono::minutes{5}};
    e.excess_calls = {1'000, 900, 1'100};
    for (Time t = onset - std::chrono::hours{1}; t < now; t += std::chrono::minutes{15}) {
      e.blocks.push_back({t, t + std::chrono::minutes{15}, 15, 62, 125, false});
    }
    e.expectation_sd = 0.06;
    e.open_between = [](Time a, Time b) { return std::max(b - a, Duration{0}); };
    return e;
  }

  World world = make_world({.days = 2}, 1);
  Settings settings;
  core::AttributeKeys keys;
  core::CauseFinder finder{settings, keys};
  Time onset = world.start() + std::chrono::hours{240};
  Time now = onset + std::chrono::hours{4};
};

struct Times {
  double whole_ms = 0;
  double longest_ms = 0;
  int steps = 0;

  template <class Step>
  void measure(Step step) {
    const auto began = std::chrono::steady_clock::now();
    step();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    whole_ms += took.count();
    longest_ms = std::max(longest_ms, took.count());
    ++steps;
  }
};

Times time_of_a_question(const BigSurge& big) {
  Times times;
  core::CauseDesk desk{big.finder};
  times.measure([&] {
    desk.ask(
        "surge", [&](Time) { return big.evidence(); }, [](const core::Attribution&, Time) {},
        big.now);
  });
  while (desk.next_step() != Time::max()) times.measure([&] { desk.step(desk.next_step()); });
  return times;
}

void print_times() {
  const BigSurge big;
  Times best = time_of_a_question(big);
  for (int i = 1; i < 20; ++i) {  // the best of twenty: other programs run as well
    const Times times = time_of_a_question(big);
    best.whole_ms = std::min(best.whole_ms, times.whole_ms);
    best.longest_ms = std::min(best.longest_ms, times.longest_ms);
  }
  fmt::print("\n150 incidents, 2,000 calls: {:.2f} ms a surge in {} steps, the longest {:.2f} ms\n",
             best.whole_ms, best.steps, best.longest_ms);
}

}  // namespace

/// The number of seeds a world is an argument (2).
int main(int argc, char** argv) {
  const int seeds = argc > 1 ? std::atoi(argv[1]) : 2;
  for (const WorldSettings& settings : all_worlds()) {
    Result result;
    fmt::print("\n== {}, seeds", settings.name);
    for (int seed = 1; seed <= seeds; ++seed) {
      fmt::print(" {}", seed);
      merge(result, examine(make_world(settings, static_cast<std::uint32_t>(seed)), kVerdicts));
    }
    print_world(settings.name, result);
    std::fflush(stdout);
  }
  print_times();
}
