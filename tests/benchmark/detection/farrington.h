#pragma once

#include "benchmark/detection/comparator.h"

namespace holdwatch::bench {

/// Farrington's algorithm [Farrington et al. 1996] over quarters of an hour, without trend: the
/// same quarter of the last five weeks and its two neighbours, outliers down-weighted by Anscombe
/// residuals, the threshold on the 2/3 power scale. The score is the quantile of the normal that
/// the count stands at.
class Farrington final : public Comparator {
 public:
  double score(const Bin& bin) override;

 private:
  std::vector<double> reference(const Bin& bin) const;

  QuarterHour window_;
  SlotHistory history_;
};

struct QuasiPoisson {
  double mean = 0;
  double dispersion = 1;  ///< at least 1
  double weight = 0;      ///< of all counts together
};
/// Intercept only, re-weighted: counts over 2.58 by their Anscombe residual weigh its inverse
/// square.
QuasiPoisson fit_robustly(const std::vector<double>& counts);
/// Quantile of the normal that `count` stands at, the estimate's own error included.
double farrington_z(double count, const QuasiPoisson& fit);

}  // namespace holdwatch::bench
