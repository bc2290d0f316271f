#pragma once

#include "benchmark/detection/comparator.h"

namespace holdwatch::bench {

/// Page's sum of log likelihood ratios of a Poisson rate `factor` times the usual.
class PoissonCusum {
 public:
  explicit PoissonCusum(double factor);

  /// `usual` calls were expected, `calls` came.
  double step(double calls, double usual);
  double sum() const { return sum_; }
  void reset() { sum_ = 0; }

 private:
  double log_factor_;
  double rise_;  // factor - 1
  double sum_ = 0;
};

/// The CUSUM that knows the usual calls of every bin, and the factor.
class OracleCusum final : public Comparator {
 public:
  /// `usual`: calls of each bin to come, in their order.
  OracleCusum(std::vector<double> usual, double factor) : usual_(std::move(usual)), sum_(factor) {}
  double score(const Bin& bin) override { return sum_.step(bin.calls, usual_[next_++]); }

 private:
  std::vector<double> usual_;
  std::size_t next_ = 0;
  PoissonCusum sum_;
};

/// Log likelihood ratio of `calls` under `factor` times the mean, for a negative binomial count
/// whose variance is dispersion times the mean.
double negative_binomial_llr(double calls, double mean, double dispersion, double factor);

/// A CUSUM of negative binomial counts against the mean of the last five weeks' same quarter of an
/// hour, its dispersion learned; begins anew each day.
class NegativeBinomialCusum final : public Comparator {
 public:
  double score(const Bin& bin) override;

 private:
  double usual(const Bin& bin) const;

  SlotHistory history_;
  double dispersion_ = 1.5;
  double sum_ = 0;
  int day_ = -1;
};

}  // namespace holdwatch::bench
