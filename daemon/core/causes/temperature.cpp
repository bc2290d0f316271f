#include "core/causes/temperature.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kCautious = 0.7;
constexpr double kLowestTemperature = 0.3;
constexpr double kTemperatureStep = 0.05;
constexpr double kPriorSd = 0.2;     // around the cautious value
constexpr double kMistaken = 0.001;  // a verdict may be wrong, whatever the evidence

double grid_point(std::size_t i) {
  return kLowestTemperature + kTemperatureStep * static_cast<double>(i);
}

double log_probability_of_truth(std::span<const WeighedSet> sets, double temperature) {
  double top = -HUGE_VAL;
  const auto weight = [&](const WeighedSet& s) {
    return s.log_prior + temperature * s.log_evidence;
  };
  for (const WeighedSet& s : sets) top = std::max(top, weight(s));
  double all = 0;
  double held = 0;
  for (const WeighedSet& s : sets) {
    const double w = std::exp(weight(s) - top);
    all += w;
    if (s.is_true) held += w;
  }
  return std::log(kMistaken + (1 - kMistaken) * (all > 0 ? held / all : 0));
}

}  // namespace

TemperatureFit::Case TemperatureFit::weigh(std::span<const WeighedSet> sets) {
  Case result{};
  for (std::size_t i = 0; i < kGrid; ++i) {
    result[i] = log_probability_of_truth(sets, grid_point(i));
  }
  return result;
}

void TemperatureFit::learn(const Case& confirmed) {
  for (std::size_t i = 0; i < kGrid; ++i) sum_[i] += confirmed[i];
  ++cases_;
}

double TemperatureFit::value() const {
  if (cases_ < kCasesNeeded) return kCautious;
  std::size_t best = 0;
  double highest = -HUGE_VAL;
  for (std::size_t i = 0; i < kGrid; ++i) {
    const double off = (grid_point(i) - kCautious) / kPriorSd;
    const double posterior = sum_[i] - 0.5 * off * off;
    if (posterior <= highest) continue;
    highest = posterior;
    best = i;
  }
  return grid_point(best);
}

}  // namespace holdwatch::core
