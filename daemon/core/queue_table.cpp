#include "core/queue_table.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

// A group's threshold is this many times a queue's, so that a queue's own alarm comes first.
constexpr std::size_t kGroupPatience = 3;

}  // namespace

Queue* QueueTable::find_or_add(std::string_view name, Time now) {
  if (Queue* known = find(name)) return known;
  if (all_.size() >= settings_.limits.queues) return nullptr;
  if (queues_.empty()) add_groups(now);
  Queue& queue = add(name, now);
  join_groups(queue);
  if (settings_.detection.shared_budget) share_budget();
  return &queue;
}

Queue& QueueTable::add(std::string_view name, Time now) {
  const auto id = static_cast<QueueId>(queues_.size());
  ids_.emplace(std::string(name), id);
  queues_.push_back(std::make_unique<Queue>(id, settings_, settings_of(name), now));
  all_.push_back(queues_.back().get());
  return *queues_.back();
}

Queue& QueueTable::add_group(std::string name, Time now) {
  QueueSettings own;
  own.name = std::move(name);
  const auto id = static_cast<QueueId>(queues_.size());
  queues_.push_back(std::make_unique<Queue>(id, settings_, std::move(own), now));
  queues_.back()->is_group = true;
  groups_.push_back(queues_.back().get());
  return *queues_.back();
}

/// Those that are configured and not there yet.
void QueueTable::add_groups(Time now) {
  const auto add = [&](std::string_view name) {
    if (find_group(name) == nullptr) add_group(std::string(name), now);
  };
  if (settings_.detection.whole_centre) add(kWholeCentre);
  for (const QueueGroup& group : settings_.groups) add(group.name);
  for (Queue* group : groups_) group->detector.share_budget(kGroupPatience * groups_.size());
}

/// Of false alarms: each queue's own, or one of all queues together.
void QueueTable::share_budget() {
  const std::size_t detectors = settings_.detection.shared_budget ? all_.size() : 1;
  for (Queue* queue : all_) queue->detector.share_budget(detectors);
}

void QueueTable::join_groups(Queue& queue) {
  const auto join = [&](Queue* group) {
    queue.groups.push_back(group);
    group->members.push_back(&queue);
  };
  if (settings_.detection.whole_centre) join(find_group(kWholeCentre));
  for (const QueueGroup& group : settings_.groups) {
    const bool belongs =
        std::count(group.queues.begin(), group.queues.end(), queue.settings.name) > 0;
    if (belongs) join(find_group(group.name));
  }
}

Queue* QueueTable::find_group(std::string_view name) const {
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [&](Queue* group) { return group->settings.name == name; });
  return found == groups_.end() ? nullptr : *found;
}

Queue* QueueTable::find(std::string_view name) const {
  auto found = ids_.find(name);
  return found == ids_.end() ? nullptr : queues_[found->second].get();
}

void QueueTable::reconfigure(Time now) {
  for (Queue* queue : all_) {
    queue->settings = settings_of(queue->settings.name);
    queue->detector.set_long_hold(queue->settings.long_hold);
  }
  share_budget();
  if (queues_.empty()) return;
  regroup(now);
  for (Queue* group : groups_) group->members_changed = true;
}

void QueueTable::regroup(Time now) {
  add_groups(now);
  for (Queue* group : groups_) group->members.clear();
  for (Queue* queue : all_) {
    queue->groups.clear();
    join_groups(*queue);
  }
}

QueueSettings QueueTable::settings_of(std::string_view name) const {
  auto found = std::find_if(settings_.queues.begin(), settings_.queues.end(),
                            [&](const QueueSettings& q) { return q.name == name; });
  QueueSettings own = found == settings_.queues.end() ? settings_.queue_defaults : *found;
  own.name = name;
  return own;
}

}  // namespace holdwatch::core
