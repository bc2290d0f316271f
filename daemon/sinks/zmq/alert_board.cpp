#include "sinks/zmq/alert_board.h"

#include <algorithm>
#include <set>
#include <utility>

#include "wire/alert_json.h"

namespace holdwatch::zmq {
namespace {

constexpr const char* kHeartbeat = "heartbeat";
constexpr const char* kEnd = "snapshot.end";

std::string topic_of(const AlertChange& change) {
  return "alert." + change.queue;
}

bool is_end(const AlertChange& change) {
  return change.status == AlertStatus::resolved;
}

}  // namespace

AlertBoard::Message AlertBoard::put(const AlertChange& change) {
  Published published{topic_of(change), wire::to_json(change), 0, is_end(change)};
  const std::lock_guard lock(mutex_);
  published.number = ++number_;
  Message message{published.topic, published.json, std::to_string(published.number)};
  const auto known = alerts_.find(change.id);
  if (known != alerts_.end() && known->second.is_over) {
    published.json = wire::as_resolved(std::move(published.json));
    published.is_over = true;
  }
  alerts_.insert_or_assign(change.id, std::move(published));
  return message;
}

void AlertBoard::reconcile(const AlertList& kept) {
  const std::lock_guard lock(mutex_);
  if (alerts_.size() == kept.size()) return;
  std::set<std::string_view> ids;
  for (const AlertChange& change : kept) ids.insert(change.id);
  std::erase_if(alerts_, [&](const auto& alert) { return !ids.contains(alert.first); });
  for (const AlertChange& change : kept) {
    if (alerts_.contains(change.id)) continue;
    alerts_.emplace(change.id,
                    Published{topic_of(change), wire::to_json(change), number_, is_end(change)});
  }
}

AlertBoard::Message AlertBoard::heartbeat() const {
  const std::lock_guard lock(mutex_);
  return {kHeartbeat, "", std::to_string(number_)};
}

std::vector<AlertBoard::Message> AlertBoard::snapshot(std::string_view prefix) const {
  std::vector<Published> told;
  const std::unique_lock lock(mutex_);
  for (const auto& [id, published] : alerts_) {
    if (published.topic.starts_with(prefix)) told.push_back(published);
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const auto& a, const auto& b) { return a.number < b.number; });
  std::vector<Message> messages;
  for (Published& alert : told) {
    messages.push_back(
        {std::move(alert.topic), std::move(alert.json), std::to_string(alert.number)});
  }
  messages.push_back({kEnd, "", std::to_string(number_)});
  return messages;
}

}  // namespace holdwatch::zmq
