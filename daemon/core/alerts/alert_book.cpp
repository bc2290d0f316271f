#include "core/alerts/alert_book.h"

#include <algorithm>

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
  keep(by_id_[change.id], change);
  if (change.status == AlertStatus::resolved) resolved_.emplace(change.time, change.id);
}

const AlertChange* AlertBook::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

void AlertBook::forget(Time now) {
  while (!resolved_.empty() &&
         (resolved_.begin()->first + kKept < now || resolved_.size() > kLimit)) {
    by_id_.erase(resolved_.begin()->second);
    resolved_.erase(resolved_.begin());
  }
}

std::vector<AlertChange> AlertBook::all() const {
  std::vector<AlertChange> alerts;
  alerts.reserve(by_id_.size());
  for (const auto& [id, alert] : by_id_) alerts.push_back(alert);
  std::sort(alerts.begin(), alerts.end(), [](const AlertChange& a, const AlertChange& b) {
    return std::tie(a.opened, a.id) < std::tie(b.opened, b.id);
  });
  return alerts;
}

}  // namespace holdwatch::core
