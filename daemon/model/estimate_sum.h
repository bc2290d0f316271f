#pragma once

#include <cmath>

#include "model/alert.h"
#include "model/surge_account.h"

namespace holdwatch {

/// Adds up estimates that err independently of each other: the distances to the ends of their
/// intervals add in squares.
class EstimateSum {
 public:
  void add(const Estimate& e) { add(e, 1); }
  /// Takes out what was added before.
  void remove(const Estimate& e) { add(e, -1); }

  Estimate value() const {
    return {estimate_, estimate_ - std::sqrt(std::fmax(below_, 0)),
            estimate_ + std::sqrt(std::fmax(above_, 0))};
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(estimate_, below_, above_);
  }

 private:
  void add(const Estimate& e, double sign) {
    estimate_ += sign * e.estimate;
    below_ += sign * (e.estimate - e.low) * (e.estimate - e.low);
    above_ += sign * (e.high - e.estimate) * (e.high - e.estimate);
  }

  double estimate_ = 0;
  double below_ = 0;
  double above_ = 0;
};

class LoadSum {
 public:
  void add(const Load& load) {
    calls_.add(load.calls);
    caller_minutes_.add(load.caller_minutes);
    abandonments_.add(load.abandonments);
  }
  void remove(const Load& load) {
    calls_.remove(load.calls);
    caller_minutes_.remove(load.caller_minutes);
    abandonments_.remove(load.abandonments);
  }

  Load value() const { return {calls_.value(), caller_minutes_.value(), abandonments_.value()}; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(calls_, caller_minutes_, abandonments_);
  }

 private:
  EstimateSum calls_;
  EstimateSum caller_minutes_;
  EstimateSum abandonments_;
};

}  // namespace holdwatch
