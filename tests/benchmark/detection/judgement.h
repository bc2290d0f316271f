#pragma once

#include <array>
#include <functional>

#include "benchmark/detection/series.h"

namespace holdwatch::bench {

/// When alarms were on, in order; one that never ended lasts to Time::max().
using Alarms = std::vector<Span>;

/// How alarming each bin's end looked to a comparator.
std::vector<double> scores(Comparator& comparator, const Recording& recording);
/// An alarm begins where the score reaches `threshold` and ends when it has been below for an hour.
Alarms alarms(const Recording& recording, const std::vector<double>& scores, double threshold);

/// Alarms from `since` on that no surge explains, one of the last quarter of an hour included.
int false_alarms(const Alarms& alarms, const std::vector<Span>& surges, Time since);

inline constexpr std::array<int, 4> kHorizons = {15, 30, 60, 120};

/// Surges met within each of the horizons (minutes). One that began while an alarm was on asks
/// nothing.
struct Recall {
  int asked = 0;
  std::array<int, kHorizons.size()> met{};
  std::vector<double> delays;  ///< minutes, of those that were met

  void add(const Alarms& alarms, const std::vector<Span>& surges);
  /// Per cent, "15/30/60/120".
  std::string text() const;
  double percent(std::size_t horizon) const { return 100.0 * met[horizon] / asked; }
  double mean_delay() const;
};

/// The least threshold at which `rate`, which falls with the threshold, is at most `wanted`;
/// between `low` and `high`, by halving on a logarithmic or linear scale.
double tune(const std::function<double(double)>& rate, double wanted, double low, double high,
            int steps);

}  // namespace holdwatch::bench
