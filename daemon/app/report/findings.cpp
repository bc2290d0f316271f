#include "app/report/findings.h"

#include <algorithm>

namespace holdwatch::report {

namespace {

/// The attributes that say what a suggestion is about, the most telling first.
constexpr std::string_view kAbout[] = {"sku", "brand", "campaign", "supplier", "region"};

std::string_view value_of(const CallEvent& event, std::string_view name) {
  const auto found = std::find_if(event.attributes.begin(), event.attributes.end(),
                                  [&](const Attribute& a) { return a.name == name; });
  return found == event.attributes.end() ? std::string_view{} : found->value;
}

std::pair<std::string, std::string> about(const CallEvent& event) {
  for (const std::string_view name : kAbout) {
    if (const std::string_view value = value_of(event, name); !value.empty()) {
      return {std::string(name), std::string(value)};
    }
  }
  return {};
}

Judged judgement(const AlertChange& before, const AlertChange& now) {
  Judged judged{.time = now.time, .verdict = *now.verdict, .incident = now.verdict_incident};
  if (before.causes.empty()) return judged;
  judged.suspect = before.causes[0].incident;
  judged.department = before.causes[0].department.value_or("");
  judged.probability = before.causes[0].probability;
  return judged;
}

}  // namespace

void Collector::alert(const AlertChange& change) {
  if (change.kind == AlertKind::long_hold || change.kind == AlertKind::early_warning) return;
  AlertHistory& history = findings_.alerts[change.id];
  const bool judged = change.verdict && !history.last.verdict;
  if (judged) findings_.judged.push_back(judgement(history.last, change));
  keep(history.last, change);
  if (change.causes.empty()) return;
  const Cause& first = change.causes[0];
  history.told.push_back(
      {change.time, first.incident, first.probability, first.excess_calls, change.still_to_come});
}

void Collector::account(const SurgeAccount& account) {
  ledger_.put(account, zone_);
  findings_.accounts[account.alert] = account;
}

void Collector::forecast(const CallForecast& forecast) {
  if (forecast.scored) findings_.forecasts.push_back(forecast);
}

void Collector::left(std::string_view, Outcome outcome, Duration wait) {
  left_.abandoned += outcome == Outcome::abandoned;
  left_.wait_minutes += to_minutes(wait);
}

void Collector::input(const Input& input, Disposition disposition) {
  if (disposition != Disposition::accepted) return;
  findings_.seen_to = std::max(findings_.seen_to, time_of(input));
  if (const auto* call = std::get_if<CallEvent>(&input)) event(*call);
  const auto* report = std::get_if<IncidentReport>(&input);
  if (report != nullptr && report->type == ReportType::closed) {
    findings_.closed.emplace(report->id, report->time);
  }
}

void Collector::event(const CallEvent& event) {
  Traffic& day =
      findings_.traffic[std::chrono::floor<std::chrono::days>(zone_.to_local(event.time))];
  day.offered += event.type == EventType::joined ||
                 (event.type == EventType::exited && event.outcome == Outcome::full);
  day.abandoned += left_.abandoned;
  day.wait_minutes += left_.wait_minutes;
  left_ = {};
  if (event.type == EventType::joined && !findings_.queues.contains(event.queue)) {
    findings_.queues.emplace(event.queue);
  }
  listen_for_suggestions(event);
}

/// The reason may be tagged later than what it is about.
void Collector::listen_for_suggestions(const CallEvent& event) {
  if (event.type != EventType::joined && event.type != EventType::tagged &&
      event.type != EventType::completed && event.type != EventType::abandoned) {
    return;
  }
  const CallName call{event.queue, event.call};
  About said = about(event);
  if (const auto known = about_.find(call); known != about_.end() && said.first.empty()) {
    said = known->second;
  }
  if (value_of(event, "reason") == "suggestion" && suggesting_.insert(call).second) {
    findings_.suggestions.push_back({event.time, said.first, said.second});
  }
  if (event.type == EventType::completed || event.type == EventType::abandoned) {
    about_.erase(call);
    suggesting_.erase(call);
  } else if (!said.first.empty()) {
    about_[call] = said;
  }
}

Findings Collector::take() {
  findings_.ledger = *ledger_.lines();
  return std::move(findings_);
}

}  // namespace holdwatch::report
