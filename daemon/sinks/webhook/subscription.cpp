#include "sinks/webhook/subscription.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/spoken.h"

namespace holdwatch::webhook {

namespace {

std::string where_suspicion_went(const AlertChange& change) {
  if (change.verdict == VerdictType::false_alarm) return "A person has found it a false alarm.";
  if (change.causes.empty()) return "Nothing suggests any more that an incident made these calls.";
  const Cause& first = change.causes.front();
  if (!first.incident) return "None of the reported incidents explains these calls.";
  return fmt::format("The first suspect is now {} ({}), {:.0f} %.", *first.incident,
                     spoken(first.department.value_or("no department")), 100 * first.probability);
}

}  // namespace

std::optional<Notice> Subscription::take(const AlertChange& change) {
  forget(change.time);
  const std::optional<Owner> owner = owners_.of(change);
  const auto told = told_.find(change.id);
  if (told != told_.end() && told->second.owner && !concerns(owner)) {
    return retract(change, told->second);
  }
  const bool is_heard = told != told_.end() || (is_of_interest(change) && concerns(owner));
  if (!is_heard || !escalation_.admits(change)) return std::nullopt;
  return tell(change, owner);
}

bool Subscription::is_of_interest(const AlertChange& change) const {
  const auto wants = [](const auto& set, const auto& value) {
    return set.empty() || set.contains(value);
  };
  if (change.severity < interest_.least || !wants(interest_.kinds, change.kind)) return false;
  const auto members = change.scope.find("queues");
  if (members == change.scope.end()) return wants(interest_.queues, change.queue);
  return std::any_of(members->second.begin(), members->second.end(),
                     [&](const std::string& queue) { return wants(interest_.queues, queue); });
}

bool Subscription::concerns(const std::optional<Owner>& owner) const {
  if (interest_.departments.empty()) return true;
  return owner && interest_.departments.contains(owner->department);
}

Notice Subscription::tell(const AlertChange& change, const std::optional<Owner>& owner) {
  const bool is_new = !told_.contains(change.id);
  Told& told = told_[change.id];
  if (!interest_.departments.empty()) told.owner = owner;
  if (change.status == AlertStatus::resolved) told.over = change.time;
  told.is_from_before |= !is_after_restart_;
  Notice notice;
  notice.key = change.id;
  notice.change = change;
  notice.may_be_known = told.is_from_before;
  if (change.status == AlertStatus::updated) {
    if (is_new) notice.change.status = AlertStatus::firing;
    // Its end may never have been heard; who has heard it takes no harm from a second one.
    if (told.over && told.is_from_before) notice.change.status = AlertStatus::resolved;
  }
  notice.owner = told.owner;
  return notice;
}

Notice Subscription::retract(const AlertChange& change, const Told& told) {
  const Owner owner = *told.owner;
  Notice notice;
  notice.may_be_known = told.is_from_before;
  notice.key = change.id;
  notice.owner = owner;
  notice.is_retraction = true;
  notice.change = change;
  notice.change.status = AlertStatus::resolved;
  notice.change.story.clear();
  notice.change.data = where_suspicion_went(change);
  notice.change.request = fmt::format("Nothing more is asked of {}.", spoken(owner.department));
  told_.erase(change.id);
  return notice;
}

void Subscription::assume_told(const Snapshot& snapshot) {
  for (const AlertChange& alert : snapshot.alerts) {
    const std::optional<Owner> owner = owners_.of(alert);
    const bool is_for_it = is_of_interest(alert) && concerns(owner);
    if (is_for_it && escalation_.assume_told(alert)) tell(alert, owner);
  }
  is_after_restart_ = true;
}

void Subscription::forget(Time now) {
  std::erase_if(told_, [now](const auto& entry) {
    return entry.second.over && *entry.second.over + kRemembered < now;
  });
}

}  // namespace holdwatch::webhook
