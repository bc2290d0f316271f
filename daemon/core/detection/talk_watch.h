#pragma once

#include "model/time.h"

namespace holdwatch::core {

/// Tells when conversations have become longer than usual: a CUSUM on the logarithm of talk time.
class TalkWatch {
 public:
  void ended(Duration talk);

  bool longer() const { return sum_ >= kThreshold; }
  /// Whether a spell of longer conversations that was on has passed.
  bool calm() const { return sum_ < kThreshold / 2; }
  /// Recent talk time over the usual.
  double factor() const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(mean_, variance_, recent_, sum_, learned_);
  }

 private:
  static constexpr double kThreshold = 13;

  void learn(double log_talk);

  double mean_ = 0;  // of the logarithm of seconds
  double variance_ = 0.5;
  double recent_ = 0;  // mean of the latest, less mean_
  double sum_ = 0;
  int learned_ = 0;
};

}  // namespace holdwatch::core
