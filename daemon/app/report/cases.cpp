// Single cases: the incidents with what is put down to them, the surges worth retelling, what
// owners were asked for, and what came after an incident was closed.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "app/report/make_digest.h"
#include "model/estimate_sum.h"

namespace holdwatch::report {

namespace {

constexpr double kSuspect = 0.5;     // from this probability on, an owner was asked
constexpr double kWorthListing = 1;  // calls
constexpr std::size_t kStories = 5;

const Cause* first_suspect(const AlertChange& alert) {
  return alert.causes.empty() || !alert.causes[0].incident ? nullptr : &alert.causes[0];
}

/// Who was asked: the owner of the first suspect, or the likely one of what nobody reported.
std::string asked_department(const AlertChange& last) {
  if (last.causes.empty()) return "";
  if (last.causes[0].incident) return last.causes[0].department.value_or("");
  return last.suspected ? last.suspected->department : "";
}

std::optional<Time> closed(const Findings& findings, const std::string& incident) {
  const auto found = findings.closed.find(incident);
  return found == findings.closed.end() ? std::nullopt : std::optional(found->second);
}

/// The demand surges of the period, by id.
void for_each_surge(const Material& m, const std::function<void(const AlertHistory&)>& see) {
  for (const auto& [id, history] : m.findings.alerts) {
    const AlertChange& last = history.last;
    if (last.kind != AlertKind::surge || last.driver != Driver::demand || !last.onset) continue;
    if (m.covers(last.onset->estimate) && last.verdict != VerdictType::false_alarm) see(history);
  }
}

// --- Incidents -----------------------------------------------------------------------------------

struct IncidentSum {
  LoadSum load;
  double probability = 0;
  std::optional<VerdictType> verdict;
};

IncidentLoad describe(const Material& m, const std::string& id, const IncidentSum& sum) {
  IncidentLoad load{.id = id};
  if (const IncidentSnapshot* incident = m.incident(id)) {
    load.department = incident->department;
    load.category = incident->category;
    load.summary = incident->summary;
    load.started = incident->started;
  }
  load.closed = closed(m.findings, id);
  load.probability = sum.probability;
  load.verdict = sum.verdict;
  load.load = sum.load.value();
  return load;
}

void add_incidents(Digest& digest, const Material& m) {
  std::map<std::string, IncidentSum> sums;
  for (const auto& [alert, account] : m.findings.accounts) {
    const auto history = m.findings.alerts.find(alert);
    if (!m.covers(account.from) || history == m.findings.alerts.end()) continue;
    const AlertChange& told = history->second.last;
    if (told.verdict == VerdictType::false_alarm) continue;
    for (const LoadShare& share : account.shares) {
      if (!share.incident || !m.concerns(share.department.value_or(""))) continue;
      IncidentSum& sum = sums[*share.incident];
      sum.load.add(share.load);
      sum.probability = std::max(sum.probability, share.probability);
      if (told.verdict && told.verdict_incident == share.incident) sum.verdict = told.verdict;
    }
  }
  for (const auto& [id, sum] : sums) {
    if (sum.load.value().calls.estimate < kWorthListing) continue;
    digest.incidents.push_back(describe(m, id, sum));
  }
  std::stable_sort(digest.incidents.begin(), digest.incidents.end(),
                   [](const IncidentLoad& a, const IncidentLoad& b) {
                     return a.load.calls.estimate > b.load.calls.estimate;
                   });
}

// --- Stories -------------------------------------------------------------------------------------

Load load_of(const Material& m, const AlertChange& alert) {
  const auto account = m.findings.accounts.find(alert.id);
  if (account == m.findings.accounts.end()) return {};
  if (!m.department) return account->second.total;
  LoadSum sum;
  for (const LoadShare& share : account->second.shares) {
    const bool may_be_its = !share.incident && asked_department(alert) == m.department;
    if (share.department == m.department || may_be_its) sum.add(share.load);
  }
  return sum.value();
}

Story story_of(const Material& m, const AlertChange& alert) {
  Story story{.alert = alert.id, .queue = alert.queue, .onset = *alert.onset};
  const Cause& first = alert.causes[0];
  story.incident = first.incident;
  story.department = asked_department(alert);
  story.category = first.category.value_or("");
  story.probability = first.probability;
  story.verdict = alert.verdict;
  story.story = alert.story;
  story.request = alert.request;
  story.load = load_of(m, alert);
  return story;
}

/// Those that cost callers most time, one an incident.
void add_stories(Digest& digest, const Material& m) {
  std::vector<Story> stories;
  for_each_surge(m, [&](const AlertHistory& history) {
    const AlertChange& last = history.last;
    ++digest.surges;
    digest.open_surges +=
        last.status != AlertStatus::resolved && !m.findings.accounts.contains(last.id);
    if (last.causes.empty() || last.story.empty()) return;
    if (m.concerns(asked_department(last))) stories.push_back(story_of(m, last));
  });
  std::stable_sort(stories.begin(), stories.end(), [](const Story& a, const Story& b) {
    return a.load.caller_minutes.estimate > b.load.caller_minutes.estimate;
  });
  std::set<std::string> told;
  for (Story& story : stories) {
    if (digest.stories.size() == kStories) break;
    if (story.incident && !told.insert(*story.incident).second) continue;
    digest.stories.push_back(std::move(story));
  }
}

// --- Requests ------------------------------------------------------------------------------------

/// When the incident, or none of the reported, was first told to be the likely cause.
std::optional<Time> first_asked(const AlertHistory& history) {
  for (const Told& told : history.told) {
    const bool is_it = told.incident == history.last.causes[0].incident;
    if (is_it && told.probability >= kSuspect) return told.time;
  }
  return std::nullopt;
}

Request request_of(const Material& m, const AlertChange& last, Time asked) {
  const Cause& first = last.causes[0];
  Request request{.department = asked_department(last), .asked = asked, .request = last.request};
  request.incident = first.incident;
  request.category = first.incident ? first.category.value_or("") : last.suspected->category;
  if (first.incident) request.closed = closed(m.findings, *first.incident);
  return request;
}

void add(Request& request, const AlertChange& last, Time asked) {
  request.alerts.push_back(last.id);
  request.queues.push_back(last.queue);
  request.asked = std::min(request.asked, asked);
  request.probability = std::max(request.probability, last.causes[0].probability);
  if (last.acknowledged_by) request.acknowledged_by = last.acknowledged_by;
  if (!last.verdict) return;
  request.verdict = last.verdict;
  request.verdict_incident = last.verdict_incident;
}

/// One for each incident, whatever number of queues it filled.
void add_requests(Digest& digest, const Material& m) {
  std::map<std::string, Request> by_incident;
  for_each_surge(m, [&](const AlertHistory& history) {
    const AlertChange& last = history.last;
    const std::string department = asked_department(last);
    if (department.empty() || !m.concerns(department)) return;
    const auto asked = first_asked(history);
    if (!asked) return;
    const std::string key = last.causes[0].incident.value_or(last.id);
    add(by_incident.emplace(key, request_of(m, last, *asked)).first->second, last, *asked);
  });
  for (auto& [incident, request] : by_incident) {
    std::sort(request.queues.begin(), request.queues.end());
    request.queues.erase(std::unique(request.queues.begin(), request.queues.end()),
                         request.queues.end());
    digest.requests.push_back(std::move(request));
  }
  std::stable_sort(digest.requests.begin(), digest.requests.end(),
                   [](const Request& a, const Request& b) { return a.asked < b.asked; });
}

// --- Effects and early warnings ------------------------------------------------------------------

/// The last that was told before `t`; null when nothing was.
const Told* told_before(const AlertHistory& history, Time t) {
  const Told* before = nullptr;
  for (const Told& told : history.told) {
    if (told.time <= t) before = &told;
  }
  return before;
}

/// What was put down to a suspect after a moment: the difference of two counts, never negative.
Estimate since(const Estimate& then, const Estimate& at_last) {
  const double off_low = std::hypot(at_last.estimate - at_last.low, then.high - then.estimate);
  const double off_high = std::hypot(at_last.high - at_last.estimate, then.estimate - then.low);
  const double came = std::max(0.0, at_last.estimate - then.estimate);
  return {came, std::max(0.0, came - off_low), came + off_high};
}

void add_effects(Digest& digest, const Material& m) {
  for_each_surge(m, [&](const AlertHistory& history) {
    const AlertChange& last = history.last;
    const Cause* suspect = first_suspect(last);
    if (suspect == nullptr || !m.concerns(suspect->department.value_or(""))) return;
    const auto end = closed(m.findings, *suspect->incident);
    if (!end || last.status != AlertStatus::resolved || *end > history.told.back().time) return;
    const Told* before = told_before(history, *end);
    if (before == nullptr || before->incident != suspect->incident || !before->still_to_come)
      return;
    digest.effects.push_back({.alert = last.id,
                              .queue = last.queue,
                              .department = suspect->department.value_or(""),
                              .category = suspect->category.value_or(""),
                              .incident = *suspect->incident,
                              .closed = *end,
                              .forecast = *before->still_to_come,
                              .came = since(before->calls, suspect->excess_calls)});
  });
  std::stable_sort(digest.effects.begin(), digest.effects.end(),
                   [](const Effect& a, const Effect& b) { return a.closed < b.closed; });
}

void add_warnings(Digest& digest, const Material& m) {
  for (const CallForecast& f : m.findings.forecasts) {
    if (!m.covers(f.made) || !m.concerns(f.department)) continue;
    digest.warnings.push_back({.queue = f.queue,
                               .department = f.department,
                               .category = f.category,
                               .incident = f.incident,
                               .made = f.made,
                               .forecast = f.calls,
                               .came = f.came});
  }
  std::stable_sort(digest.warnings.begin(), digest.warnings.end(),
                   [](const Warning& a, const Warning& b) { return a.made < b.made; });
}

}  // namespace

void add_cases(Digest& digest, const Material& m) {
  add_incidents(digest, m);
  add_stories(digest, m);
  add_requests(digest, m);
  add_effects(digest, m);
  add_warnings(digest, m);
}

}  // namespace holdwatch::report
