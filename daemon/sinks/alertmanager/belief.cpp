#include "sinks/alertmanager/belief.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "model/names.h"

namespace holdwatch::alertmanager {

namespace {

constexpr std::array<const char*, kAlertKinds> kAlertNames = {
    "HoldwatchSurge",   "HoldwatchLongHold",     "HoldwatchSilence",
    "HoldwatchFeedGap", "HoldwatchEarlyWarning", "HoldwatchAggregateSurge"};

Labels labels_for_owner(const Owner& owner) {
  Labels labels = {{"alertname", "HoldwatchSuspectedCause"}, {"department", owner.department}};
  if (!owner.category.empty()) labels["category"] = owner.category;
  return labels;
}

Labels labels_for_service(const AlertChange& change) {
  Labels labels = {{"alertname", kAlertNames[static_cast<std::size_t>(change.kind)]},
                   {"severity", std::string(to_string(change.severity))}};
  if (!change.queue.empty()) labels["queue"] = change.queue;
  for (const char* name : {"group", "source"}) {
    const auto found = change.scope.find(name);
    if (found != change.scope.end()) labels[name] = found->second.front();
  }
  if (change.kind == AlertKind::long_hold) labels["step"] = fmt::format("{}", change.step);
  return labels;
}

Labels labels_of_test(const Notice& test) {
  Labels labels = {{"alertname", "HoldwatchTest"}, {"severity", "warning"}};
  if (test.owner) labels["department"] = test.owner->department;
  return labels;
}

Notice make_notice(const AlertChange& change, const std::optional<Owner>& owner) {
  Notice notice;
  notice.change = change;
  notice.owner = owner;
  for (const auto& [name, value] : labels_of(notice)) {
    notice.key += fmt::format("{}={:?},", name, value);
  }
  return notice;
}

/// Its labels stay what they were.
void end(Notice& notice, const AlertChange& by) {
  if (by.status == AlertStatus::resolved) {
    const AlertChange told = std::exchange(notice.change, by);
    notice.change.severity = told.severity;
    notice.change.step = told.step;
  }
  notice.is_retraction = notice.owner && by.status != AlertStatus::resolved;
  notice.change.status = AlertStatus::resolved;
  notice.change.time = by.time;
}

}  // namespace

Labels labels_of(const Notice& notice) {
  if (notice.is_test) return labels_of_test(notice);
  return notice.owner ? labels_for_owner(*notice.owner) : labels_for_service(notice.change);
}

std::vector<Notice> Belief::take(const AlertChange& change) {
  std::vector<Notice> notices;
  const std::optional<Owner> owner = owners_.of(change);
  const bool is_news = escalation_.admits(change);
  if (change.status == AlertStatus::resolved) {
    over_.insert(change.id);
    let_go(change, {}, notices);
  } else if (is_news && !over_.contains(change.id)) {
    hold_up(change, owner, notices);
  }
  return notices;
}

void Belief::hold_up(const AlertChange& change, const std::optional<Owner>& owner,
                     std::vector<Notice>& notices) {
  std::vector<Notice> wanted = {make_notice(change, std::nullopt)};
  if (owner) wanted.push_back(make_notice(change, owner));
  std::set<std::string> keys;
  for (const Notice& notice : wanted) keys.insert(notice.key);
  let_go(change, keys, notices);
  for (Notice& notice : wanted) {
    Held& held = held_[notice.key];
    // With these labels it begins now, whatever the alert has been through.
    if (held.by.empty()) notice.change.status = AlertStatus::firing;
    held.by.insert(change.id);
    held.notice = notice;
    notices.push_back(std::move(notice));
  }
  open_[change.id] = std::move(keys);
}

/// What it alone has held up, the exceptions apart, ends.
void Belief::let_go(const AlertChange& change, const std::set<std::string>& except,
                    std::vector<Notice>& notices) {
  const auto open = open_.find(change.id);
  if (open == open_.end()) return;
  for (const std::string& key : open->second) {
    if (except.contains(key)) continue;
    Held& held = held_.at(key);
    held.by.erase(change.id);
    if (!held.by.empty()) continue;
    end(held.notice, change);
    notices.push_back(held.notice);
    // One with other labels stands in its place: whoever forgets it needs no reminder of its end.
    const bool is_replaced = change.status != AlertStatus::resolved && !held.notice.owner;
    if (is_replaced) held_.erase(key);
  }
  open_.erase(open);
}

std::vector<Notice> Belief::take(const Snapshot& snapshot) {
  std::vector<Notice> notices;
  const auto add = [&](std::vector<Notice> more) {
    notices.insert(notices.end(), more.begin(), more.end());
  };
  std::set<std::string> kept;
  for (const AlertChange& alert : snapshot.alerts) {
    kept.insert(alert.id);
    const bool is_open = alert.status != AlertStatus::resolved;
    if (is_open != open_.contains(alert.id)) add(take(alert));
  }
  std::erase_if(over_, [&](const std::string& id) { return !kept.contains(id); });
  return notices;
}

std::vector<Notice> Belief::repeat(Time now) {
  std::erase_if(held_, [now](const auto& entry) {
    const Held& held = entry.second;
    return held.by.empty() && held.notice.change.time + kRemembered < now;
  });
  std::vector<Notice> notices;
  for (const auto& [key, held] : held_) {
    notices.push_back(held.notice);
    notices.back().is_repeat = true;
  }
  return notices;
}

}  // namespace holdwatch::alertmanager
