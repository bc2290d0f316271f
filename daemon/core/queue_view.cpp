#include "core/queue_view.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

/// Who waits in the members that the group watches; agents serve queues, not groups.
Standing standing_of_group(const Queue& group, const CallState& calls) {
  Standing now;
  for (const Queue* member : group.members) {
    if (member->left_out) continue;
    now.waiting.callers += calls.waiting(member->id);
    const Visit* oldest = calls.oldest(member->id);
    if (oldest == nullptr) continue;
    now.waiting.oldest = std::min(now.waiting.oldest.value_or(oldest->joined), oldest->joined);
  }
  return now;
}

}  // namespace

Waiting waiting_in(QueueId queue, const CallState& calls) {
  Waiting now;
  now.callers = calls.waiting(queue);
  if (const Visit* oldest = calls.oldest(queue)) now.oldest = oldest->joined;
  return now;
}

Standing standing_of(const Queue& queue, const CallState& calls, const Agents& agents) {
  if (queue.is_group) return standing_of_group(queue, calls);
  Standing now;
  now.waiting = waiting_in(queue.id, calls);
  if (const Visit* held = calls.oldest_held(queue.id)) now.held_since = held->held_since;
  if (agents.known(queue.id)) {
    now.agents = agents.serving(queue.id);
  } else if (now.waiting.callers > 0 && calls.talking(queue.id) > 0) {
    now.agents = calls.talking(queue.id);  // while somebody waits, everybody who serves talks
  }
  return now;
}

QueueSnapshot snapshot_of(const Queue& queue, const CallState& calls, const Agents& agents,
                          Time now) {
  QueueSnapshot s;
  s.name = queue.settings.name;
  s.waiting = calls.waiting(queue.id);
  if (const Visit* oldest = calls.oldest(queue.id)) s.oldest_waiting = oldest->joined;
  s.held = calls.held(queue.id);
  s.agents_known = agents.named(queue.id);
  s.agents = agents.counts(queue.id);
  if (agents.known(queue.id) && !s.agents_known) s.staffed = agents.serving(queue.id);
  const double serving = standing_of(queue, calls, agents).agents.value_or(0);
  s.expected_wait_seconds = queue.rates.expected_wait_seconds(s.waiting, serving);
  queue.figures.write_to(s);
  s.today = queue.today.at(now);
  s.long_hold_seconds = to_seconds(queue.settings.long_hold);
  s.service_level_target_seconds = to_seconds(queue.settings.service_level_target);
  s.expected_arrivals_per_second = queue.detector.expected_per_minute(now) / 60;
  s.surge_score = queue.detector.score();
  s.surge_active = queue.detector.surge() != nullptr;
  s.surges_opened = queue.surges_opened;
  s.surge_excess_calls = queue.surge_excess_calls;
  s.unattributed_calls = queue.unattributed_calls;
  return s;
}

}  // namespace holdwatch::core
