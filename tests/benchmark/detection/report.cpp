// Prints the tables on detection that stand in docs/evaluation.md.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdio>

#include "benchmark/detection/conditions.h"
#include "benchmark/detection/hindsight.h"
#include "benchmark/detection/known_rate.h"
#include "benchmark/detection/real_series.h"
#include "benchmark/detection/synthetic.h"
#include "support/shared_data.h"

namespace holdwatch::bench {
namespace {

constexpr std::uint64_t kSeed = 20030303;

void print(std::string_view title, const std::string& table) {
  fmt::print("\n### {}\n\n{}", title, table);
  std::fflush(stdout);
}

Series bank_or_its_like() {
  using namespace std::chrono_literals;
  if (auto bank = read_bank(shared_data("bank_na/calls-5min-2003-03-06.csv.gz"))) {
    fmt::print("Series: a North American bank, 2003.\n");
    return *std::move(bank);
  }
  fmt::print("Series: simulated in the likeness of a bank, whose own calls are not here.\n");
  Random random(kSeed);
  return simulate({.first = 2003y / 3 / 3, .days = 120, .calls_per_hour = 2305}, random);
}

void report() {
  fmt::print("Seed: {}.\n", kSeed);
  const Series bank = bank_or_its_like();
  print("Known rate: mean delay as a multiple of the oracle CUSUM's", known_rate_report(kSeed));
  fmt::print("\nThe series' own surges, in hindsight:\n");
  for (const Span& surge : surges_in_hindsight(bank)) {
    fmt::print("- {:%F %H:%M} to {:%H:%M}\n", std::chrono::floor<std::chrono::seconds>(surge.from),
               std::chrono::floor<std::chrono::seconds>(surge.to));
  }
  print("False alarms, untuned", false_alarm_report(bank, kSeed));
  print("Surges of two hours, all tuned to one false alarm a queue in 30 days",
        recall_report(bank, kSeed));
  print("Contaminated history", contamination_report(kSeed));
  print("Odd days of a year, 40 queues", calendar_report(kSeed));
  print("A new queue", cold_start_report(kSeed));
}

}  // namespace
}  // namespace holdwatch::bench

int main() {
  holdwatch::bench::report();
}
