#include "core/state/queue_figures.h"

#include <algorithm>

namespace holdwatch::core {

std::vector<double> wait_bounds(double service_level_target_seconds) {
  std::vector<double> bounds = {5, 10, 20, 30, 60, 120, 180, 300, 600, 1200};
  auto place = std::lower_bound(bounds.begin(), bounds.end(), service_level_target_seconds);
  if (place == bounds.end() || *place != service_level_target_seconds) {
    bounds.insert(place, service_level_target_seconds);
  }
  return bounds;
}

QueueFigures::QueueFigures(double service_level_target_seconds)
    : bounds_(
          std::make_shared<const std::vector<double>>(wait_bounds(service_level_target_seconds))) {}

void QueueFigures::left(Outcome outcome, Duration wait) {
  ++left_[static_cast<std::size_t>(outcome)];
  if (outcome == Outcome::answered) observe(answered_, wait);
  if (outcome == Outcome::abandoned) observe(abandoned_, wait);
}

void QueueFigures::hold_ended(Duration hold) {
  observe(hold_, hold);
}

void QueueFigures::write_to(QueueSnapshot& snapshot) const {
  snapshot.offered = offered_;
  snapshot.left = left_;
  snapshot.bounds_seconds = bounds_;
  snapshot.answered_wait = answered_;
  snapshot.abandoned_wait = abandoned_;
  snapshot.hold = hold_;
  snapshot.ghosts = ghosts_;
}

void QueueFigures::observe(WaitHistogram& histogram, Duration value) {
  const double seconds = to_seconds(value);
  auto bucket = std::lower_bound(bounds_->begin(), bounds_->end(), seconds);
  ++histogram.counts[static_cast<std::size_t>(bucket - bounds_->begin())];
  histogram.sum_seconds += seconds;
}

}  // namespace holdwatch::core
