#pragma once

#include <array>
#include <cstddef>

#include "model/cause_model.h"
#include "model/time.h"

namespace holdwatch::core {

/// How long after an incident's start its calls set in, as a histogram over the logarithm of the
/// lag from one minute to thirty days. It begins broad, around a rough median, and each confirmed
/// case sharpens it.
class LagDistribution {
 public:
  explicit LagDistribution(Duration median);

  /// Probability of a lag in (from, to]; ends below a minute count as one minute.
  double mass(Duration from, Duration to) const;
  /// A confirmed case whose calls set in after a lag in (from, to].
  void learn(Duration from, Duration to);
  LagHistogram histogram() const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(weight_);
    accumulate();
  }

 private:
  static constexpr std::size_t kBins = 64;

  double below(Duration lag) const;
  Duration quantile(double q) const;
  void accumulate();

  std::array<double, kBins> weight_{};          // in cases
  std::array<double, kBins + 1> cumulative_{};  // probability below each bin's lower end
};

}  // namespace holdwatch::core
