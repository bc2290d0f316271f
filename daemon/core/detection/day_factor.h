#pragma once

#include <array>

#include "core/detection/calendar.h"
#include "core/detection/noise_level.h"

namespace holdwatch::core {

/// What is known of a day's busyness (its calls over the usual) as mean and sd of its logarithm.
struct DayOutlook {
  double mean = 0;
  double sd = 0.1;
};

/// Learns how much days differ, how a day resembles the one before, and what special days do.
class DayFactor {
 public:
  /// Before the day's first call; `weekday_days`: how many days of its weekday have been seen.
  DayOutlook outlook(int day, DayKind kind, double weekday_days) const;
  /// The day's calls over the usual, as it turned out, and the sampling variance of the logarithm.
  void learn(int day, DayKind kind, double weekday_days, double log_factor,
             double sampling_variance);

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(spread_, level_, last_, last_variance_, last_day_, effects_);
  }

 private:
  double weekday_doubt(double weekday_days) const;

  struct Effect {
    double mean = 0;
    double variance;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(mean, variance);
    }
  };

  NoiseLevel spread_{0.1};
  double level_ = 0;  // slow drift that the baseline has not followed yet
  double last_ = 0;   // the latest ordinary day, as a deviation from level_
  double last_variance_ = 0;
  int last_day_ = -1;
  std::array<Effect, kDayKinds> effects_{{{0, 0}, {0, 0.25}, {0, 0.02}, {0, 0.004}}};  // by DayKind
};

}  // namespace holdwatch::core
