#include "core/queue_table.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

constexpr std::string_view kWholeCentre = "all queues";
// A group's threshold is this many times a queue's, so that a queue's own alarm comes first.
constexpr std::size_t kGroupPatience = 3;

}  // namespace

Queue* QueueTable::find_or_add(std::string_view name, Time now) {
  if (Queue* known = find(name)) return known;
  if (queues_.empty()) add_groups(now);
  if (all().size() >= settings_.limits.queues) return nullptr;
  const auto id = static_cast<QueueId>(queues_.size());
  ids_.emplace(std::string(name), id);
  queues_.push_back(std::make_unique<Queue>(id, settings_, settings_of(name), now));
  Queue* queue = queues_.back().get();
  queue->groups = groups_of(name);
  for (Queue* group : queue->groups) group->members.push_back(queue);
  return queue;
}

void QueueTable::add_groups(Time now) {
  if (settings_.detection.whole_centre) add_group(std::string(kWholeCentre), now);
  for (const QueueGroup& group : settings_.groups) add_group(group.name, now);
  for (const auto& group : groups()) group->detector.share_budget(kGroupPatience * groups_);
}

void QueueTable::add_group(std::string name, Time now) {
  QueueSettings own;
  own.name = std::move(name);
  const auto id = static_cast<QueueId>(groups_++);
  queues_.push_back(std::make_unique<Queue>(id, settings_, std::move(own), now));
  queues_.back()->is_group = true;
}

std::vector<Queue*> QueueTable::groups_of(std::string_view name) const {
  std::vector<Queue*> found;
  if (Queue* centre = find_group(kWholeCentre)) found.push_back(centre);
  for (const QueueGroup& group : settings_.groups) {
    const bool belongs = std::count(group.queues.begin(), group.queues.end(), name) > 0;
    if (Queue* queue = find_group(group.name); belongs && queue != nullptr) found.push_back(queue);
  }
  return found;
}

Queue* QueueTable::find_group(std::string_view name) const {
  const auto found = std::find_if(groups().begin(), groups().end(),
                                  [&](const auto& group) { return group->settings.name == name; });
  return found == groups().end() ? nullptr : found->get();
}

Queue* QueueTable::find(std::string_view name) const {
  auto found = ids_.find(name);
  return found == ids_.end() ? nullptr : queues_[found->second].get();
}

void QueueTable::reconfigure() {
  for (const auto& queue : all()) queue->settings = settings_of(queue->settings.name);
}

QueueSettings QueueTable::settings_of(std::string_view name) const {
  auto found = std::find_if(settings_.queues.begin(), settings_.queues.end(),
                            [&](const QueueSettings& q) { return q.name == name; });
  QueueSettings own = found == settings_.queues.end() ? settings_.queue_defaults : *found;
  own.name = name;
  return own;
}

}  // namespace holdwatch::core
