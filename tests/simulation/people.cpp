#include "simulation/people.h"

#include <algorithm>
#include <utility>

#include "simulation/violation.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

namespace {

/// Whom or what it is about, and in which regard.
std::string subject_of(const IncidentReport& report) {
  return "incident " + report.id;
}
std::string subject_of(const Verdict& verdict) {
  return "verdict " + verdict.alert;
}
std::string subject_of(const Acknowledgement& seen) {
  return "acknowledgement " + seen.alert;
}

const AlertChange* alert_in(const Snapshot& snapshot, const std::string& id) {
  const auto found = std::find_if(snapshot.alerts.begin(), snapshot.alerts.end(),
                                  [&](const AlertChange& alert) { return alert.id == id; });
  return found == snapshot.alerts.end() ? nullptr : &*found;
}

struct IsKept {
  const Snapshot& snapshot;

  bool operator()(const IncidentReport& report) const {
    return std::any_of(snapshot.incidents.begin(), snapshot.incidents.end(),
                       [&](const IncidentSnapshot& incident) {
                         return incident.id == report.id &&
                                incident.closed == (report.type == ReportType::closed);
                       });
  }
  /// An alert is forgotten a day after its end, and with it what was said of it.
  bool operator()(const Verdict& verdict) const {
    const AlertChange* alert = alert_in(snapshot, verdict.alert);
    return alert == nullptr ||
           (alert->verdict == verdict.verdict && alert->verdict_incident == verdict.incident);
  }
  bool operator()(const Acknowledgement& seen) const {
    const AlertChange* alert = alert_in(snapshot, seen.alert);
    return alert == nullptr || alert->acknowledged_by == seen.who;
  }
};

Disposition put(Intake& intake, const IncidentReport& report) {
  return intake.incident(report);
}
Disposition put(Intake& intake, const Verdict& verdict) {
  return intake.verdict(verdict);
}
Disposition put(Intake& intake, const Acknowledgement& seen) {
  return intake.acknowledgement(seen);
}

}  // namespace

void People::report(const IncidentReport& report) {
  plan({report}, report.time);
  if (random_.chance(0.02)) plan({nonsense()}, report.time + 1min);
}

void People::see(const AlertChange& change, Time now) {
  const bool is_new = concerned_.emplace(change.id, true).second;
  if (!is_new) return;
  const auto later = [&](double low, double high) {
    return now + from_seconds(random_.uniform(low, high));
  };
  if (random_.chance(0.5)) {
    plan({Acknowledgement{{}, change.id, random_.chance(0.5) ? "Ann" : "Bob"}}, later(1, 1200));
  }
  const bool is_surge =
      change.kind == AlertKind::surge || change.kind == AlertKind::aggregate_surge;
  if (is_surge && random_.chance(0.6)) plan({make_verdict(change)}, later(300, 4 * 3600));
}

Verdict People::make_verdict(const AlertChange& change) {
  Verdict verdict{{}, change.id, {}, VerdictType::confirmed};
  if (!change.causes.empty()) verdict.incident = change.causes.front().incident;
  const double opinion = random_.uniform();
  if (opinion < 0.3) verdict.verdict = VerdictType::rejected;
  if (opinion > 0.9) verdict = {{}, change.id, {}, VerdictType::false_alarm};
  return verdict;
}

People::Words People::nonsense() {
  if (random_.chance(0.3)) return Verdict{{}, "no-alert", {}, VerdictType::confirmed};
  if (random_.chance(0.5)) return Acknowledgement{{}, "no-alert", "Eve"};
  IncidentReport report;
  report.type = ReportType::updated;
  report.id = "no-incident";
  return report;
}

void People::detach() {
  intake_ = nullptr;
  for (auto& [number, remark] : std::exchange(unanswered_, {})) say_again(std::move(remark));
}

void People::speak(Time now) {
  now_ = now;
  while (next_word() <= now) {
    Remark remark = std::move(planned_.extract(planned_.begin()).mapped());
    if (intake_ == nullptr) {
      say_again(std::move(remark));
    } else {
      say(std::move(remark), now);
    }
  }
}

void People::say(Remark remark, Time now) {
  const auto result = std::visit(
      [&](auto& words) {
        words.time = now;
        return put(*intake_, words);
      },
      remark.words);
  if (result == Disposition::future) return say_again(std::move(remark));
  if (result != Disposition::accepted) return tally_.count("remarks refused");
  const std::uint64_t number = ++said_;
  unanswered_.emplace(number, std::move(remark));
  intake_->when_durable([this, number](bool is_durable) { answered(number, is_durable); });
}

/// An answer to a daemon that is no more is nobody's.
void People::answered(std::uint64_t number, bool is_durable) {
  auto remark = unanswered_.extract(number);
  if (remark.empty()) return;
  if (!is_durable) return say_again(std::move(remark.mapped()));
  tally_.count("remarks acknowledged");
  const std::string subject =
      std::visit([](const auto& words) { return subject_of(words); }, remark.mapped().words);
  acknowledged_[subject] = std::move(remark.mapped());
}

void People::say_again(Remark remark) {
  constexpr int kMostAttempts = 10'000;
  if (++remark.attempts > kMostAttempts) return;
  tally_.count("remarks repeated");
  plan(std::move(remark), now_ + from_seconds(random_.uniform(1, 60)));
}

bool People::is_said_anew(const std::string& subject) const {
  const auto is_it = [&](const auto& said) {
    return subject ==
           std::visit([](const auto& words) { return subject_of(words); }, said.second.words);
  };
  return std::any_of(planned_.begin(), planned_.end(), is_it) ||
         std::any_of(unanswered_.begin(), unanswered_.end(), is_it);
}

void People::check(const Snapshot& snapshot) const {
  for (const auto& [subject, remark] : acknowledged_) {
    const bool is_kept = std::visit(IsKept{snapshot}, remark.words) || is_said_anew(subject);
    require(is_kept, "{} was acknowledged, and is forgotten", subject);
  }
}

}  // namespace holdwatch::simulation
