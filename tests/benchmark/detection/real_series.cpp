#include "benchmark/detection/real_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "benchmark/detection/hindsight.h"
#include "benchmark/detection/line_up.h"
#include "benchmark/detection/ours.h"

namespace holdwatch::bench {

namespace {

constexpr Duration kTraining = std::chrono::weeks{5};
constexpr double kWanted = 1;  // false alarms a queue in 30 days
constexpr int kTuningSteps = 40;
constexpr int kOurTuningSteps = 7;

struct Cell {
  double calls_per_hour;
  double factor;
};
constexpr std::array<Cell, 4> kCells = {{{115, 1.5}, {115, 2}, {461, 1.3}, {461, 1.5}}};

// The same calm and the same surges, many times over, each with its own luck.
struct Replicates {
  std::vector<Recording> calm;
  std::vector<Recording> surging;
  std::vector<Span> real;  // surges that the series has of its own
  Time since;

  Replicates(const Series& series, Cell cell, int n, std::uint64_t seed)
      : real(surges_in_hindsight(series)), since(series.counts.front().from + kTraining) {
    const double keep = cell.calls_per_hour / series.calls_per_hour();
    for (int i = 0; i < n; ++i) {
      Random random(seed + static_cast<std::uint64_t>(i));
      calm.push_back(record(series, std::min(keep, 1.0), {}, 1, random));
      surging.push_back(record(series, std::min(keep, 1.0),
                               surges_of_two_hours(series, since, random), cell.factor, random));
    }
  }

  double months() const {
    return to_minutes(calm[0].end() - since) / (30 * 24 * 60) * static_cast<double>(calm.size());
  }
  Recall recall(const std::vector<Alarms>& alarms) const {
    Recall sum;
    for (std::size_t i = 0; i < surging.size(); ++i) sum.add(alarms[i], surging[i].surges);
    return sum;
  }
  double false_alarm_rate(const std::vector<Alarms>& alarms) const {
    return rate_of_alarms(alarms, real);
  }
  double rate_of_alarms(const std::vector<Alarms>& alarms, const std::vector<Span>& but) const {
    int sum = 0;
    for (const Alarms& each : alarms) sum += false_alarms(each, but, since);
    return sum / months();
  }
};

std::vector<std::vector<double>> all_scores(const std::vector<Recording>& recordings,
                                            const Entrant& entrant) {
  std::vector<std::vector<double>> result;
  for (const Recording& recording : recordings) {
    result.push_back(scores(*entrant.make(), recording));
  }
  return result;
}

std::vector<Alarms> all_alarms(const std::vector<Recording>& recordings,
                               const std::vector<std::vector<double>>& scores, double threshold) {
  std::vector<Alarms> result;
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    result.push_back(alarms(recordings[i], scores[i], threshold));
  }
  return result;
}

std::vector<Alarms> all_ours(const std::vector<Recording>& recordings, double open_minutes) {
  std::vector<Alarms> result;
  for (const Recording& recording : recordings) {
    result.push_back(our_alarms(recording, open_minutes));
  }
  return result;
}

Recall tuned(const Replicates& replicates, const Entrant& entrant) {
  const auto calm = all_scores(replicates.calm, entrant);
  double highest = 0;
  for (const auto& run : calm)
    highest = std::max(highest, *std::max_element(run.begin(), run.end()));
  const double threshold = tune(
      [&](double t) { return replicates.false_alarm_rate(all_alarms(replicates.calm, calm, t)); },
      kWanted, 0, highest, kTuningSteps);
  const auto surging = all_scores(replicates.surging, entrant);
  return replicates.recall(all_alarms(replicates.surging, surging, threshold));
}

double our_tuned_threshold(const Replicates& replicates) {
  return std::exp(tune(
      [&](double log_minutes) {
        return replicates.false_alarm_rate(all_ours(replicates.calm, std::exp(log_minutes)));
      },
      kWanted, std::log(500.0), std::log(1e6), kOurTuningSteps));
}

}  // namespace

std::string false_alarm_report(const Series& series, std::uint64_t seed) {
  std::string table =
      "| calls an hour | false alarms a queue in 30 days | real surges counted too | months |\n"
      "|---|---|---|---|\n";
  const double untuned = Settings{}.detection.false_alarm_open_minutes;
  for (const auto& [calls_per_hour, n] :
       std::map<double, int>{{28, 12}, {115, 12}, {461, 8}, {2305, 1}}) {
    const Replicates replicates(series, {calls_per_hour, 1}, n, seed);
    const auto alarms = all_ours(replicates.calm, untuned);
    table += fmt::format("| {:.0f} | {:.2f} | {:.2f} | {:.0f} |\n", calls_per_hour,
                         replicates.false_alarm_rate(alarms), replicates.rate_of_alarms(alarms, {}),
                         replicates.months());
  }
  return table;
}

std::string recall_report(const Series& series, std::uint64_t seed) {
  constexpr int kReplicates = 8;
  std::map<std::string, std::array<std::string, kCells.size()>> cells;
  std::vector<std::string> order = {"ours, untuned", "ours, tuned"};
  std::string thresholds;
  for (std::size_t i = 0; i < kCells.size(); ++i) {
    const Replicates replicates(series, kCells[i], kReplicates, seed);
    const double open_minutes = our_tuned_threshold(replicates);
    const double untuned = Settings{}.detection.false_alarm_open_minutes;
    cells["ours, untuned"][i] = replicates.recall(all_ours(replicates.surging, untuned)).text();
    cells["ours, tuned"][i] = replicates.recall(all_ours(replicates.surging, open_minutes)).text();
    thresholds += fmt::format(" {:.0f}", open_minutes);
    const double keep = kCells[i].calls_per_hour / series.calls_per_hour();
    for (const Entrant& entrant : line_up(series, keep, kCells[i].factor)) {
      cells[entrant.name][i] = tuned(replicates, entrant).text();
      if (i == 0) order.push_back(entrant.name);
    }
  }
  std::string table = "| within 15/30/60/120 min, % |";
  for (const Cell& cell : kCells)
    table += fmt::format(" {:.0f}/h m={} |", cell.calls_per_hour, cell.factor);
  table += "\n|---|---|---|---|---|\n";
  for (const std::string& name : order) {
    table += fmt::format("| {} |", name);
    for (const std::string& cell : cells[name]) table += fmt::format(" {} |", cell);
    table += '\n';
  }
  return table + "\nOur tuned thresholds, open minutes:" + thresholds + ".\n";
}

}  // namespace holdwatch::bench
