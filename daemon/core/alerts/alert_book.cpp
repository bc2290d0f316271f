#include "core/alerts/alert_book.h"

#include <utility>

namespace holdwatch::core {

std::optional<AlertChange> AlertBook::enter(AlertChange change) {
  if (const AlertChange* known = find(change.id)) {
    if (!change.acknowledged_by) change.acknowledged_by = known->acknowledged_by;
    if (!change.verdict) {
      change.verdict = known->verdict;
      change.verdict_incident = known->verdict_incident;
    }
  } else if (change.status == AlertStatus::resolved) {
    return std::nullopt;
  } else {
    change.status = AlertStatus::firing;
  }
  put(change);
  return change;
}

void AlertBook::put(const AlertChange& change) {
  Shared& kept = by_id_[change.id];
  auto next = kept ? std::make_shared<AlertChange>(*kept) : std::make_shared<AlertChange>();
  keep(*next, change);
  if (kept) oldest_first_.erase(kept);
  oldest_first_.insert(kept = std::move(next));
  if (change.status == AlertStatus::resolved) resolved_.emplace(change.time, change.id);
}

const AlertChange* AlertBook::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second.get();
}

void AlertBook::forget(Time now) {
  while (!resolved_.empty() &&
         (resolved_.begin()->first + kKept < now || resolved_.size() > kLimit)) {
    const auto oldest = by_id_.find(resolved_.begin()->second);
    if (oldest != by_id_.end()) {
      oldest_first_.erase(oldest->second);
      by_id_.erase(oldest);
    }
    resolved_.erase(resolved_.begin());
  }
}

AlertList AlertBook::all() const {
  return AlertList({oldest_first_.begin(), oldest_first_.end()});
}

}  // namespace holdwatch::core
