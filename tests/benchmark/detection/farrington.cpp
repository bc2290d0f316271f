#include "benchmark/detection/farrington.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::bench {

namespace {

constexpr double kOutlier = 2.58;
constexpr std::size_t kFewest = 5;  // counts to judge by
constexpr int kNeighbour = 3;       // bins to the neighbouring quarter

QuasiPoisson fit(const std::vector<double>& counts, const std::vector<double>& weights) {
  QuasiPoisson result;
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sum += weights[i] * counts[i];
    result.weight += weights[i];
  }
  result.mean = std::max(sum / result.weight, 0.1);
  double pearson = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double error = counts[i] - result.mean;
    pearson += weights[i] * error * error / result.mean;
  }
  const double freedom = static_cast<double>(counts.size()) - 1;
  result.dispersion = std::max(1.0, pearson / freedom);
  return result;
}

double anscombe(double count, const QuasiPoisson& fit) {
  return 1.5 * (std::cbrt(count * count) / std::pow(fit.mean, 1.0 / 6) - std::sqrt(fit.mean)) /
         std::sqrt(fit.dispersion);
}

}  // namespace

QuasiPoisson fit_robustly(const std::vector<double>& counts) {
  std::vector<double> weights(counts.size(), 1);
  QuasiPoisson result = fit(counts, weights);
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double s = anscombe(counts[i], result);
    weights[i] = s > kOutlier ? 1 / (s * s) : 1;
    sum += weights[i];
  }
  for (double& weight : weights) weight *= static_cast<double>(counts.size()) / sum;
  return fit(counts, weights);
}

double farrington_z(double count, const QuasiPoisson& fit) {
  const double variance = fit.dispersion * (1 + 1 / fit.weight);  // over the mean
  return 1.5 * (std::pow(count / fit.mean, 2.0 / 3) - 1) * std::sqrt(fit.mean / variance);
}

std::vector<double> Farrington::reference(const Bin& bin) const {
  std::vector<double> counts;
  for (int slot : {bin.slot - kNeighbour, bin.slot, bin.slot + kNeighbour}) {
    if (slot < 0 || slot >= kBinsPerDay) continue;
    const auto& past = history_.at(bin.weekday(), slot);
    counts.insert(counts.end(), past.begin(), past.end());
  }
  return counts;
}

double Farrington::score(const Bin& bin) {
  const auto calls = window_.add(bin);
  if (!calls) return 0;
  history_.add(bin, *calls);
  const std::vector<double> counts = reference(bin);
  return counts.size() < kFewest ? 0 : farrington_z(*calls, fit_robustly(counts));
}

}  // namespace holdwatch::bench
