#pragma once

#include <array>

#include "core/single.h"

namespace holdwatch::core {

/// Learns a standard deviation from deviations that are each blurred by a sampling error of known
/// variance, some of which belong to surges: a posterior over a geometric grid, under a likelihood
/// that allows for some deviations of any size.
class NoiseLevel {
 public:
  explicit NoiseLevel(double usual);

  void learn(double deviation, double sampling_variance);
  double sd() const { return sd_; }

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(log_weight_, sd_);
  }

 private:
  static constexpr int kPoints = 20;

  std::array<Single, kPoints> log_weight_;
  double sd_;
};

}  // namespace holdwatch::core
