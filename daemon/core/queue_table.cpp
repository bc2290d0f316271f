#include "core/queue_table.h"

#include <algorithm>

namespace holdwatch::core {

Queue* QueueTable::find_or_add(std::string_view name, Time now) {
  if (Queue* known = find(name)) return known;
  if (queues_.size() >= settings_.limits.queues) return nullptr;
  const auto id = static_cast<QueueId>(queues_.size());
  ids_.emplace(std::string(name), id);
  return queues_.emplace_back(std::make_unique<Queue>(id, settings_, settings_of(name), now)).get();
}

Queue* QueueTable::find(std::string_view name) const {
  auto found = ids_.find(name);
  return found == ids_.end() ? nullptr : queues_[found->second].get();
}

void QueueTable::reconfigure() {
  for (const auto& queue : queues_) queue->settings = settings_of(queue->settings.name);
}

QueueSettings QueueTable::settings_of(std::string_view name) const {
  auto found = std::find_if(settings_.queues.begin(), settings_.queues.end(),
                            [&](const QueueSettings& q) { return q.name == name; });
  QueueSettings own = found == settings_.queues.end() ? settings_.queue_defaults : *found;
  own.name = name;
  return own;
}

}  // namespace holdwatch::core
