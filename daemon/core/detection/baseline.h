#pragma once

#include <array>

#include "core/detection/local_clock.h"
#include "core/single.h"

namespace holdwatch::core {

/// A queue's usual calls per open minute in each quarter-hour of the local week.
class Baseline {
 public:
  /// Calls that came in `minutes` of a slot, counted with `weight` (1: wholly, 0: not at all).
  void learn(int week_slot, double calls, double minutes, double weight);
  /// Lets the past fade by a day and pools the slots anew.
  void end_day();

  /// Calls per minute.
  double rate(int week_slot) const;
  /// Relative variance of rate(): what the slot has not been seen often enough to know.
  double relative_variance(int week_slot) const;
  /// Days of this weekday that have been seen, faded.
  double days_seen(int weekday) const;
  /// Calls that the whole table stands on, faded.
  double calls_seen() const { return calls_seen_; }
  /// Whether so few calls fall into a slot that the queue must be closed then.
  bool looks_closed(int week_slot) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(calls_, minutes_, daily_, daily_worth_, weekday_, stray_, calls_seen_, typical_rate_);
  }

 private:
  void pool_days();
  void pool_weekdays();
  void judge_pooling();
  double pooled_rate(int week_slot) const;
  double prior_calls(int week_slot) const;

  std::array<Single, kSlotsPerWeek> calls_{};
  std::array<Single, kSlotsPerWeek> minutes_{};
  std::array<Single, kQuartersPerDay> daily_{};        // calls per minute on a mean day
  std::array<Single, kQuartersPerDay> daily_worth_{};  // calls that daily_ stands on
  std::array<double, 7> weekday_{1, 1, 1, 1, 1, 1, 1};
  double stray_ = 0.15;  // sd of slots around the product of shape and level
  double calls_seen_ = 0;
  double typical_rate_ = 0;
};

}  // namespace holdwatch::core
