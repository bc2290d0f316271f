// The first week becomes the season at a level of 1. From then on each window moves the level a
// little, its season more, and the typical size of its forecast's error.
#include "benchmark/detection/holt_winters.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::bench {

namespace {

constexpr double kLevelGain = 0.02;       // a bin: about four hours
constexpr double kSeasonGain = 0.2;       // a week
constexpr double kDeviationGain = 0.002;  // a bin: about three days

}  // namespace

double HoltWinters::score(const Bin& bin) {
  const auto calls = window_.add(bin);
  if (!calls) return 0;
  double& season = season_[bin.weekday()][bin.slot];
  if (season == 0) {
    season = std::max(*calls, 1.0) / level_;
    return 0;
  }
  const double forecast = level_ * season;
  const double error = (*calls - forecast) / std::sqrt(forecast);
  const double score = error / deviation_;
  const double level = level_;
  level_ += kLevelGain * (*calls / season - level_);
  season += kSeasonGain * (*calls / level - season);
  season = std::max(season, 0.1);
  deviation_ += kDeviationGain * (std::abs(error) - deviation_);
  return score;
}

}  // namespace holdwatch::bench
