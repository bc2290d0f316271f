#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/call_event.h"
#include "model/snapshot.h"
#include "model/time.h"

namespace holdwatch::core {

/// Upper bounds of the wait histograms: at most eleven and +Inf, the target among them, so that
/// the service level can be read off exactly.
std::vector<double> wait_bounds(double service_level_target_seconds);

/// What one queue has counted since the start: live calls only.
class QueueFigures {
 public:
  explicit QueueFigures(double service_level_target_seconds);

  void offered() { ++offered_; }
  void left(Outcome outcome, Duration wait);
  void hold_ended(Duration hold);
  void ghost() { ++ghosts_; }

  void write_to(QueueSnapshot& snapshot) const;

  /// Histograms of other bounds than those configured now begin anew.
  template <class Archive>
  void serialize(Archive& archive) {
    std::vector<double> bounds = *bounds_;
    archive(bounds, offered_, left_, answered_, abandoned_, hold_, ghosts_);
    if (bounds != *bounds_) answered_ = abandoned_ = hold_ = {};
  }

 private:
  void observe(WaitHistogram& histogram, Duration value);

  std::shared_ptr<const std::vector<double>> bounds_;
  std::uint64_t offered_ = 0;
  std::array<std::uint64_t, kOutcomes> left_{};
  WaitHistogram answered_;
  WaitHistogram abandoned_;
  WaitHistogram hold_;
  std::uint64_t ghosts_ = 0;
};

}  // namespace holdwatch::core
