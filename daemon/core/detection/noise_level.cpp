#include "core/detection/noise_level.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kLowest = 0.015;
constexpr double kStep = 0.22;        // of ln sd: the grid ends at 0.98
constexpr double kPriorWidth = 0.35;  // of ln sd
constexpr double kMemory = 0.9995;    // per deviation: old ones fade
constexpr double kOutliers = 0.02;    // density of deviations that surges made, of any size

double point(int i) {
  return kLowest * std::exp(kStep * i);
}

double likelihood(double deviation, double variance) {
  return std::exp(-0.5 * deviation * deviation / variance) / std::sqrt(variance) + kOutliers;
}

}  // namespace

NoiseLevel::NoiseLevel(double usual) : sd_(usual) {
  for (int i = 0; i < kPoints; ++i) {
    const double away = std::log(point(i) / usual) / kPriorWidth;
    log_weight_[i] = -0.5 * away * away;
  }
}

void NoiseLevel::learn(double deviation, double sampling_variance) {
  double total = 0;
  double sum = 0;
  const double best = *std::max_element(log_weight_.begin(), log_weight_.end());
  for (int i = 0; i < kPoints; ++i) {
    const double sd = point(i);
    const double l = likelihood(deviation, sd * sd + sampling_variance);
    const double log_l = std::log(std::max(l, 1e-30));
    log_weight_[i] = kMemory * (log_weight_[i] - best) + log_l;
    const double weight = std::exp(log_weight_[i]);
    total += weight;
    sum += weight * sd;
  }
  sd_ = sum / total;
}

}  // namespace holdwatch::core
