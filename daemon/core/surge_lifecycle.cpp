#include "core/surge_lifecycle.h"

#include <algorithm>

#include "core/alerts/alert_id.h"
#include "core/alerts/update_rule.h"
#include "core/causes/load.h"
#include "core/causes/request.h"
#include "core/period.h"
#include "core/queue_groups.h"

namespace holdwatch::core {

namespace {

using std::chrono::minutes;

constexpr Duration kReopened = std::chrono::hours{24};  // a late report may still change the cause
constexpr Duration kSoon = std::chrono::seconds{1};
constexpr std::size_t kClosedKept = 200;
constexpr double kSuspect = 0.5;  // from this probability on, the owner is asked for something

/// Every minute at first, when a suspect is wanted soon; then every five.
Time next_look_after(Time now, Time opened) {
  const Duration period = now - opened < minutes{30} ? minutes{1} : minutes{5};
  return next_multiple(now, period);
}

/// What was expected from well before the onset on. Where the feed saw only a part, no more is
/// taken to have been due than came.
std::vector<ExpectedBlock> evidence_blocks(const Queue& queue, const Surge& surge, Time now) {
  const Time from = std::min(surge.onset.low, surge.onset.estimate) - std::chrono::hours{1};
  std::vector<ExpectedBlock> blocks = queue.detector.expected_blocks(from, now);
  for (ExpectedBlock& b : blocks) {
    if (b.blind) b.expected_calls = std::min(b.expected_calls, static_cast<double>(b.offered));
  }
  return blocks;
}

/// Without any evidence, nobody is to blame but "none of the reported".
Attribution all_unattributed(const Surge& surge) {
  if (surge.driver != Driver::demand) return {};
  return {.causes = {{.probability = 1,
                      .excess_calls = surge.excess_calls,
                      .reason = "no incident has been reported"}},
          .excess_calls = surge.excess_calls};
}

std::function<Duration(Time, Time)> hours_of(const Queue& queue) {
  return [&queue](Time from, Time to) { return queue.detector.open_between(from, to); };
}

AlertKind kind_of(const Queue& queue) {
  return queue.is_group ? AlertKind::aggregate_surge : AlertKind::surge;
}

/// A surge that only one member of a group has is that queue's own affair.
bool is_spread(const AlertChange& change) {
  if (change.kind != AlertKind::aggregate_surge) return true;
  const auto queues = change.scope.find("queues");
  return queues != change.scope.end() && queues->second.size() > 1;
}

void fill_in(AlertChange& change, const Attribution& attribution) {
  change.excess_calls = attribution.excess_calls;
  change.causes = attribution.causes;
  change.suspected = attribution.suspected;
  change.still_to_come.reset();
  if (!attribution.causes.empty() && attribution.causes.front().incident) {
    change.still_to_come = attribution.still_to_come;
  }
}

}  // namespace

// --- Open surges ---------------------------------------------------------------------------------

void SurgeLifecycle::settle(Queue& queue, Time now, bool live) {
  const Surge* surge = queue.detector.surge();
  if (queue.surge && (surge == nullptr || surge->opened != queue.surge->told.opened)) {
    close(queue, now);
  }
  if (surge == nullptr) return;
  if (!queue.surge) {
    open(queue, *surge, now, live);
  } else if (now >= queue.surge->next_look || surge->driver != queue.surge->driver ||
             queue.surge->reports != causes_.reports()) {
    look(queue, *surge, now, live);
  }
}

void SurgeLifecycle::open(Queue& queue, const Surge& surge, Time now, bool live) {
  queue.surge = std::make_unique<OpenSurge>();
  OpenSurge& open = *queue.surge;
  open.tally = queue.recent.between(surge.onset.estimate, now);
  open.told.id = alert_id(kind_of(queue), queue.settings.name, surge.opened);
  open.told.opened = surge.opened;
  causes_.surge_opened(queue.id, surge.onset.estimate);
  if (live) ++queue.surges_opened[static_cast<std::size_t>(surge.driver)];
  look(queue, surge, now, live);
}

void SurgeLifecycle::look(Queue& queue, const Surge& surge, Time now, bool live) {
  OpenSurge& open = *queue.surge;
  open.next_look = next_look_after(now, surge.opened);
  open.reports = causes_.reports();
  open.driver = surge.driver;
  if (!live) return;
  if (surge.driver == Driver::demand && causes_.has_evidence()) {
    desk_.ask(
        open.told.id,
        [this, &queue](Time t) { return evidence(queue, *queue.detector.surge(), t); },
        [this, &queue](Attribution a, Time t) { answered(queue, std::move(a), t); }, now);
  } else if (is_ending(queue)) {
    open.next_look = next_multiple(now, kSoon);
  } else {
    desk_.withdraw(open.told.id);
    answered(queue, all_unattributed(surge), now);
  }
}

/// The queue's surge before this one is over, but that hasn't been told yet.
bool SurgeLifecycle::is_ending(const Queue& queue) const {
  return std::any_of(closed_.begin(), closed_.end(), [&](const Closed& closed) {
    return closed.queue == &queue && !closed.is_resolved;
  });
}

void SurgeLifecycle::answered(Queue& queue, Attribution attribution, Time now) {
  OpenSurge& open = *queue.surge;
  const Surge& surge = *queue.detector.surge();
  open.attribution = std::move(attribution);
  const Standing standing = outlets_.standing(queue);
  AlertChange next = figures(queue, surge, standing, now);
  if (open.announced ? !worth_telling(open.told, next) : !is_spread(next)) return;
  put_in_words(next, facts(queue, surge, standing, now));
  next.status = open.announced ? AlertStatus::updated : AlertStatus::firing;
  open.announced = true;
  open.told = next;
  outlets_.tell(next);
}

// --- Closed surges -------------------------------------------------------------------------------

void SurgeLifecycle::close(Queue& queue, Time now) {
  OpenSurge& open = *queue.surge;
  causes_.surge_closed(queue.id, now);
  desk_.withdraw(open.told.id);
  const Surge* last = queue.detector.last_surge();
  if (last == nullptr || !open.announced) return queue.surge.reset();
  forget(now);
  const Standing standing = outlets_.standing(queue);
  Closed& closed = closed_.emplace_back(Closed{.queue = &queue,
                                               .told = figures(queue, *last, standing, now),
                                               .facts = facts(queue, *last, standing, now),
                                               .usual_burden = queue.usual_burden});
  closed.attribution = open.attribution;
  SurgeAccount& account = closed.account;
  account.alert = closed.told.id;
  account.queue = queue.settings.name;
  account.driver = last->driver;
  account.from = last->onset.estimate;
  account.to = now;
  if (open.verdict) {
    account.verdict = open.verdict->verdict;
    account.verdict_incident = open.verdict->incident;
  }
  if (last->driver == Driver::demand && causes_.has_evidence()) {
    closed.evidence = evidence(queue, *last, now);
    ask(closed, now);
  } else {
    answered(closed, all_unattributed(*last), now);
  }
  queue.surge.reset();
}

void SurgeLifecycle::ask(Closed& closed, Time now) {
  desk_.ask(
      closed.told.id, [&closed](Time) { return closed.evidence; },
      [this, &closed](Attribution a, Time t) { answered(closed, std::move(a), t); }, now);
}

/// The first answer resolves the alert; later ones are told when they name another cause.
void SurgeLifecycle::answered(Closed& closed, Attribution attribution, Time now) {
  closed.attribution = std::move(attribution);
  AlertChange next = closed.told;
  if (closed.facts.surge.driver == Driver::demand) fill_in(next, closed.attribution);
  if (closed.is_resolved && !first_cause_changed(closed.told, next)) return;
  if (closed.facts.attribution != nullptr) closed.facts.attribution = &closed.attribution;
  put_in_words(next, closed.facts);
  next.time = now;
  next.status = closed.is_resolved ? AlertStatus::updated : AlertStatus::resolved;
  closed.told = next;
  outlets_.tell(next);
  account_for(closed, now);
  if (!closed.is_resolved) bank(*closed.queue, closed.account);
  closed.is_resolved = true;
}

void SurgeLifecycle::account_for(Closed& closed, Time now) {
  closed.account.time = now;
  closed.account.blind_minutes = closed.attribution.blind_minutes;
  fill_in_load(closed.account, closed.facts.tally, closed.usual_burden, closed.facts.attribution);
  outlets_.enter(closed.account);
}

void SurgeLifecycle::forget(Time now) {
  while (!closed_.empty() &&
         (closed_.front().account.to + kReopened < now || closed_.size() >= kClosedKept)) {
    desk_.withdraw(closed_.front().told.id);
    if (Closed& c = closed_.front(); !c.is_resolved) answered(c, std::move(c.attribution), now);
    closed_.pop_front();
  }
}

/// What an archive can't hold.
void SurgeLifecycle::reconnect(Closed& closed) const {
  closed.evidence.open_between = hours_of(*closed.queue);
  fill_in_settings(closed.facts, *closed.queue);
}

void SurgeLifecycle::reported(Time now) {
  desk_.begin_anew();
  forget(now);
  for (Closed& closed : closed_) {
    if (closed.facts.surge.driver == Driver::demand) ask(closed, now);
  }
}

void SurgeLifecycle::reconfigured(Time now) {
  for (Closed& closed : closed_) fill_in_settings(closed.facts, *closed.queue);
  reported(now);
}

// --- People --------------------------------------------------------------------------------------

void SurgeLifecycle::verdict(const Verdict& verdict, Queue& queue, Time now) {
  if (queue.surge && queue.surge->told.id == verdict.alert) {
    OpenSurge& open = *queue.surge;
    open.verdict = verdict;
    open.rulings.add(verdict);
    teach(verdict, queue, open.attribution, queue.detector.surge()->onset.estimate, now);
    look(queue, *queue.detector.surge(), now, true);
    return;
  }
  const auto closed = std::find_if(closed_.begin(), closed_.end(),
                                   [&](const Closed& c) { return c.told.id == verdict.alert; });
  if (closed == closed_.end()) return;
  closed->account.verdict = verdict.verdict;
  closed->account.verdict_incident = verdict.incident;
  closed->evidence.rulings.add(verdict);
  teach(verdict, queue, closed->attribution, closed->account.from, closed->account.to);
  account_for(*closed, now);
  if (closed->facts.surge.driver == Driver::demand) ask(*closed, now);
}

void SurgeLifecycle::teach(const Verdict& verdict, const Queue& queue, const Attribution& of,
                           Time onset, Time end) {
  if (verdict.verdict == VerdictType::false_alarm) causes_.false_alarm(queue.id, onset, end);
  if (!of.causes.empty()) causes_.verdict(verdict, of, queue.id, onset);
}

std::vector<SuspectEvidence> SurgeLifecycle::considered(const AlertChange& alert,
                                                        const Queue& queue, Time now) const {
  if (alert.driver != Driver::demand) return {};
  const Surge* surge = queue.detector.surge();
  if (queue.surge && surge != nullptr && queue.surge->told.id == alert.id) {
    return causes_.considered(evidence(queue, *surge, now), now, queue.surge->attribution);
  }
  const auto closed = std::find_if(closed_.begin(), closed_.end(),
                                   [&](const Closed& c) { return c.told.id == alert.id; });
  if (closed == closed_.end()) return {};
  return causes_.considered(closed->evidence, now, closed->attribution);
}

// --- What is told --------------------------------------------------------------------------------

SurgeEvidence SurgeLifecycle::evidence(const Queue& queue, const Surge& surge, Time now) const {
  return {.queue = queue.id,
          .queue_name = queue.is_group ? std::string() : queue.settings.name,
          .onset = surge.onset,
          .excess_calls = surge.excess_calls,
          .blocks = evidence_blocks(queue, surge, now),
          .expectation_sd = queue.detector.expectation_sd(),
          .rulings = queue.surge->rulings,
          .open_between = hours_of(queue)};
}

AlertChange SurgeLifecycle::figures(const Queue& queue, const Surge& surge,
                                    const Standing& standing, Time now) const {
  AlertChange c;
  c.time = now;
  c.kind = kind_of(queue);
  c.id = queue.surge->told.id;
  if (queue.is_group) {
    c.scope = scope_of(queue, surge.onset.estimate, now);
  } else {
    c.queue = queue.settings.name;
  }
  c.severity = surge.critical ? Severity::critical : Severity::warning;
  c.opened = surge.opened;
  c.onset = surge.onset;
  c.driver = surge.driver;
  c.waiting = standing.waiting.callers;
  c.longest_wait_seconds = to_seconds(standing.longest_wait(now));
  c.expected_wait_seconds =
      queue.rates.expected_wait_seconds(standing.waiting.callers, standing.agents.value_or(0));
  c.pattern = surge.short_calls ? "short_calls" : "";
  c.acknowledged_by = queue.surge->told.acknowledged_by;
  if (surge.driver == Driver::demand) fill_in(c, queue.surge->attribution);
  return c;
}

void SurgeLifecycle::put_in_words(AlertChange& change, const SurgeFacts& facts) const {
  change.story = surge_story(facts);
  change.data = surge_data(facts);
  change.request = request(std::string(subject(change)), facts);
}

SurgeFacts SurgeLifecycle::facts(const Queue& queue, const Surge& surge, const Standing& standing,
                                 Time now) const {
  SurgeFacts f;
  f.surge = surge;
  f.now = now;
  f.over = queue.detector.surge() != &surge;
  f.tally = queue.surge->tally;
  f.tally_is_whole = surge.opened - surge.onset.estimate < RecentTally::kReach;
  f.waiting = standing.waiting.callers;
  f.longest_wait = standing.longest_wait(now);
  f.agents = standing.agents;
  f.usual_agents = queue.detector.usual_agents(now);
  if (queue.worst.outcome && queue.worst_at >= surge.onset.estimate) f.course = queue.worst;
  f.attribution = surge.driver == Driver::demand ? &queue.surge->attribution : nullptr;
  fill_in_settings(f, queue);
  return f;
}

void SurgeLifecycle::fill_in_settings(SurgeFacts& facts, const Queue& queue) const {
  facts.zone = queue.settings.zone ? queue.settings.zone.get() : settings_.zone.get();
  facts.cost_per_minute = settings_.cost_per_minute;
  facts.currency = settings_.currency;
}

std::string SurgeLifecycle::request(const std::string& queue, const SurgeFacts& facts) const {
  if (facts.attribution != nullptr && !facts.attribution->causes.empty()) {
    const Cause& first = facts.attribution->causes.front();
    const IncidentSnapshot* incident = first.incident ? causes_.incident(*first.incident) : nullptr;
    const Category* category = first.category ? causes_.category(*first.category) : nullptr;
    if (incident != nullptr && category != nullptr && first.probability >= kSuspect) {
      return request_text(*category, *incident, queue);
    }
  }
  return service_request(facts);
}

void SurgeLifecycle::bank(Queue& queue, const SurgeAccount& account) {
  queue.surge_excess_calls += std::max(0.0, account.total.calls.estimate);
  for (const LoadShare& share : account.shares) {
    const double calls = std::max(0.0, share.load.calls.estimate);
    if (!share.incident) {
      queue.unattributed_calls += calls;
      continue;
    }
    Total& total = attributed_[{queue.settings.name, share.department.value_or(""),
                                share.category.value_or("")}];
    total.calls += calls;
    total.wait_seconds += 60 * share.load.caller_minutes.estimate;
  }
}

std::vector<AttributedSnapshot> SurgeLifecycle::attributed() const {
  std::vector<AttributedSnapshot> all;
  for (const auto& [key, total] : attributed_) {
    const auto& [queue, department, category] = key;
    all.push_back({queue, department, category, total.calls, total.wait_seconds});
  }
  return all;
}

}  // namespace holdwatch::core
