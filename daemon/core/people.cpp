#include "core/people.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

/// A person may know of a cause that nobody suspected, but can clear only whoever is suspected.
bool may_concern(const AlertChange& alert, const Verdict& verdict) {
  const bool has_causes =
      alert.kind == AlertKind::surge || alert.kind == AlertKind::aggregate_surge;
  if (has_causes && verdict.verdict == VerdictType::confirmed) return true;
  return std::any_of(alert.causes.begin(), alert.causes.end(),
                     [&](const Cause& c) { return c.incident == verdict.incident; });
}

}  // namespace

Disposition People::judge(const Verdict& verdict, Time now) {
  const AlertChange* known = book_.find(verdict.alert);
  if (known == nullptr) return Disposition::unknown_alert;
  const bool is_said_already =
      known->verdict == verdict.verdict && known->verdict_incident == verdict.incident;
  if (is_said_already) return Disposition::accepted;
  const IncidentSnapshot* incident =
      verdict.incident ? causes_.incident(*verdict.incident) : nullptr;
  if (verdict.incident && (incident == nullptr || !may_concern(*known, verdict))) {
    return Disposition::unknown_incident;
  }
  AlertChange change = *known;
  if (incident != nullptr) {
    ++feedback_[incident->department][static_cast<std::size_t>(verdict.verdict)];
  }
  change.time = now;
  change.verdict = verdict.verdict;
  change.verdict_incident = verdict.incident;
  change.status = AlertStatus::updated;  // also after its end, which is told once
  tell_(change);
  Queue* queue = change.kind == AlertKind::aggregate_surge ? queues_.find_group(subject(change))
                                                           : queues_.find(change.queue);
  if (queue != nullptr) teach(verdict, change, *queue, now);
  return Disposition::accepted;
}

void People::teach(const Verdict& verdict, const AlertChange& of, Queue& queue, Time now) {
  if (of.kind == AlertKind::surge || of.kind == AlertKind::aggregate_surge) {
    surges_.verdict(verdict, queue, now);
    if (verdict.verdict == VerdictType::false_alarm) queue.detector.false_alarm(of.opened);
  } else if (of.kind == AlertKind::early_warning && verdict.verdict != VerdictType::confirmed) {
    // A warning of calls that will not come: its incident is none that makes calls.
    Verdict rejected = verdict;
    rejected.verdict = VerdictType::rejected;
    for (const Cause& cause : of.causes) {
      if (cause.incident) rejected.incident = cause.incident;
    }
    causes_.verdict(rejected, {}, queue.id, of.opened);
  }
}

Disposition People::acknowledge(const Acknowledgement& acknowledgement, Time now) {
  const AlertChange* known = book_.find(acknowledgement.alert);
  if (known == nullptr) return Disposition::unknown_alert;
  if (known->acknowledged_by == acknowledgement.who) return Disposition::accepted;
  AlertChange change = *known;
  change.time = now;
  change.acknowledged_by = acknowledgement.who;
  change.status = AlertStatus::updated;
  tell_(change);
  return Disposition::accepted;
}

std::vector<FeedbackSnapshot> People::feedback() const {
  std::vector<FeedbackSnapshot> all;
  for (const auto& [department, verdicts] : feedback_) all.push_back({department, verdicts});
  return all;
}

}  // namespace holdwatch::core
