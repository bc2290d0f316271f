#include "benchmark/detection/cusum.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::bench {

namespace {

constexpr double kFactor = 1.5;  // what the negative binomial sum is built to find
constexpr double kDispersionGain = 0.001;
constexpr double kLeastDispersion = 1.01;
constexpr int kReach = 3;  // bins on either side whose past counts as well

}  // namespace

PoissonCusum::PoissonCusum(double factor) : log_factor_(std::log(factor)), rise_(factor - 1) {}

double PoissonCusum::step(double calls, double usual) {
  sum_ = std::max(0.0, sum_ + calls * log_factor_ - usual * rise_);
  return sum_;
}

double negative_binomial_llr(double calls, double mean, double dispersion, double factor) {
  const double raised = 1 + factor * (dispersion - 1);
  return calls * std::log(factor * dispersion / raised) +
         mean / (dispersion - 1) * std::log(dispersion / raised);
}

double NegativeBinomialCusum::usual(const Bin& bin) const {
  double sum = 0;
  double n = 0;
  for (int slot = std::max(0, bin.slot - kReach);
       slot <= std::min(kBinsPerDay - 1, bin.slot + kReach); ++slot) {
    for (double calls : history_.at(bin.weekday(), slot)) {
      sum += calls;
      n += 1;
    }
  }
  return n > 0 ? sum / n : 0;
}

double NegativeBinomialCusum::score(const Bin& bin) {
  if (bin.day != day_) sum_ = 0;
  day_ = bin.day;
  history_.add(bin, bin.calls);
  const double mean = usual(bin);
  if (mean <= 0) return 0;
  const double error = bin.calls - mean;
  dispersion_ += kDispersionGain * (error * error / mean - dispersion_);
  dispersion_ = std::max(dispersion_, kLeastDispersion);
  sum_ = std::max(0.0, sum_ + negative_binomial_llr(bin.calls, mean, dispersion_, kFactor));
  return sum_;
}

}  // namespace holdwatch::bench
