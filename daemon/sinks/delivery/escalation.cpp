#include "sinks/delivery/escalation.h"

#include <algorithm>

namespace holdwatch {

bool Escalation::admits(const AlertChange& change) {
  if (change.kind != AlertKind::long_hold) return true;
  Queue& queue = queues_[change.queue];
  if (change.opened < queue.opened) return false;
  if (queue.id != change.id) begin(queue, change);
  if (change.status == AlertStatus::resolved) return end(queue, change.time);
  if (queue.is_over) return false;  // what is said of it later is no new step
  const bool is_next = change.step > std::max(queue.told, queue.floor);
  if (change.acknowledged_by || change.step < rule_.min_step || !is_next) return false;
  queue.told = change.step;
  return true;
}

bool Escalation::assume_told(const AlertChange& alert) {
  if (alert.kind != AlertKind::long_hold) return true;
  if (alert.step < rule_.min_step) return false;
  Queue& queue = queues_[alert.queue];
  begin(queue, alert);
  queue.told = alert.step;
  if (alert.status == AlertStatus::resolved) end(queue, alert.time);
  return true;
}

void Escalation::begin(Queue& queue, const AlertChange& change) const {
  queue.id = change.id;
  queue.opened = change.opened;
  queue.is_over = false;
  // Of what is over when it is first heard of, a daemon before this one told each step.
  const bool was_told = change.status == AlertStatus::resolved && change.step >= rule_.min_step;
  queue.told = was_told ? change.step : 0;
  queue.floor = change.time < queue.ended + rule_.cool_down ? queue.last : 0;
}

bool Escalation::end(Queue& queue, Time now) {
  queue.is_over = true;
  if (queue.told == 0) return false;
  queue.last = queue.told;
  queue.told = 0;
  queue.ended = now;
  return true;
}

}  // namespace holdwatch
