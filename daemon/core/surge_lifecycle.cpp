#include "core/surge_lifecycle.h"

#include <algorithm>

#include "core/alerts/alert_id.h"
#include "core/alerts/update_rule.h"
#include "core/causes/load.h"
#include "core/causes/request.h"
#include "core/period.h"

namespace holdwatch::core {

namespace {

using std::chrono::minutes;

constexpr Duration kReopened = std::chrono::hours{24};  // a late report may still change the cause
constexpr std::size_t kClosedKept = 200;
constexpr double kSuspect = 0.5;  // from this probability on, the owner is asked for something

/// Every minute at first, when a suspect is wanted soon; then every five.
Time next_look_after(Time now, Time opened) {
  const Duration period = now - opened < minutes{30} ? minutes{1} : minutes{5};
  return next_multiple(now, period);
}

/// What was expected from well before the onset on.
std::vector<ExpectedBlock> evidence_blocks(const Queue& queue, const Surge& surge, Time now) {
  const Time from = std::min(surge.onset.low, surge.onset.estimate) - std::chrono::hours{1};
  return queue.detector.expected_blocks(from, now);
}

}  // namespace

void SurgeLifecycle::settle(Queue& queue, const Standing& standing, Time now, bool live) {
  const Surge* surge = queue.detector.surge();
  if (queue.surge && (surge == nullptr || surge->opened != queue.surge->told.opened)) {
    close(queue, standing, now);
  }
  if (surge == nullptr) return;
  if (!queue.surge) {
    open(queue, *surge, standing, now, live);
  } else if (now >= queue.surge->next_look || surge->driver != queue.surge->told.driver ||
             queue.surge->reports != causes_.reports()) {
    look(queue, *surge, standing, now, live);
  }
}

void SurgeLifecycle::open(Queue& queue, const Surge& surge, const Standing& standing, Time now,
                          bool live) {
  OpenSurge& open = queue.surge.emplace();
  open.tally = queue.recent.between(surge.onset.estimate, now);
  open.told.opened = surge.opened;
  causes_.surge_opened(queue.id, surge.onset.estimate);
  if (live) ++queue.surges_opened[static_cast<std::size_t>(surge.driver)];
  look(queue, surge, standing, now, live);
}

void SurgeLifecycle::look(Queue& queue, const Surge& surge, const Standing& standing, Time now,
                          bool live) {
  OpenSurge& open = *queue.surge;
  open.next_look = next_look_after(now, surge.opened);
  open.reports = causes_.reports();
  if (!live) return;
  attribute(queue, surge, now);
  AlertChange next = figures(queue, surge, standing, now);
  if (open.announced && !worth_telling(open.told, next)) return;
  put_in_words(next, facts(queue, surge, standing, now));
  next.status = open.announced ? AlertStatus::updated : AlertStatus::firing;
  open.announced = true;
  open.told = next;
  tell_(next);
}

void SurgeLifecycle::close(Queue& queue, const Standing& standing, Time now) {
  causes_.surge_closed(queue.id, now);
  if (const Surge* last = queue.detector.last_surge(); last != nullptr && queue.surge->announced) {
    attribute(queue, *last, now);
    AlertChange final = figures(queue, *last, standing, now);
    put_in_words(final, facts(queue, *last, standing, now));
    final.status = AlertStatus::resolved;
    queue.surge->told = final;
    tell_(final);
    keep_closed(queue, facts(queue, *last, standing, now), now);
  }
  queue.surge.reset();
}

void SurgeLifecycle::attribute(Queue& queue, const Surge& surge, Time now) {
  Attribution& attribution = queue.surge->attribution;
  attribution = {};
  if (surge.driver != Driver::demand) return;
  std::vector<ExpectedBlock> blocks;
  if (causes_.has_evidence()) blocks = evidence_blocks(queue, surge, now);
  attribution = causes_.attribute(
      SurgeEvidence{
          .queue = queue.id,
          .queue_name = queue.settings.name,
          .onset = surge.onset,
          .excess_calls = surge.excess_calls,
          .blocks = blocks,
          .expectation_sd = queue.detector.expectation_sd(),
          .open_between = [&](Time a, Time b) { return queue.detector.open_between(a, b); }},
      now);
}

AlertChange SurgeLifecycle::figures(const Queue& queue, const Surge& surge,
                                    const Standing& standing, Time now) const {
  AlertChange c;
  c.time = now;
  c.kind = AlertKind::surge;
  c.id = alert_id(AlertKind::surge, queue.settings.name, surge.opened);
  c.queue = queue.settings.name;
  c.severity = surge.critical ? Severity::critical : Severity::warning;
  c.opened = surge.opened;
  c.onset = surge.onset;
  c.driver = surge.driver;
  if (surge.driver == Driver::demand) c.excess_calls = queue.surge->attribution.excess_calls;
  c.waiting = standing.waiting.callers;
  c.longest_wait_seconds = to_seconds(standing.longest_wait(now));
  c.expected_wait_seconds =
      queue.rates.expected_wait_seconds(standing.waiting.callers, standing.agents.value_or(0));
  c.pattern = surge.short_calls ? "short_calls" : "";
  c.acknowledged_by = queue.surge->told.acknowledged_by;
  c.causes = queue.surge->attribution.causes;
  return c;
}

void SurgeLifecycle::put_in_words(AlertChange& change, const SurgeFacts& facts) const {
  change.story = surge_story(facts);
  change.data = surge_data(facts);
  change.request = request(change.queue, facts);
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
  f.zone = queue.settings.zone ? queue.settings.zone.get() : settings_.zone.get();
  f.cost_per_minute = settings_.cost_per_minute;
  f.currency = settings_.currency;
  return f;
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

void SurgeLifecycle::keep_closed(Queue& queue, const SurgeFacts& facts, Time now) {
  const AlertChange& told = queue.surge->told;
  SurgeAccount account;
  account.time = now;
  account.alert = told.id;
  account.queue = told.queue;
  account.driver = facts.surge.driver;
  account.from = facts.surge.onset.estimate;
  account.to = now;
  fill_in_load(account, facts.tally, queue.usual_burden, facts.attribution);
  bank(queue, account);
  enter_(account);
  if (facts.surge.driver != Driver::demand) return;
  if (closed_.size() >= kClosedKept) closed_.erase(closed_.begin());
  closed_.push_back({queue.id, told, facts, queue.usual_burden, account,
                     evidence_blocks(queue, facts.surge, now), queue.detector.expectation_sd(),
                     [&queue](Time a, Time b) { return queue.detector.open_between(a, b); },
                     queue.surge->attribution});
}

void SurgeLifecycle::reported(Time now) {
  std::erase_if(closed_, [&](const Closed& c) { return c.told.time + kReopened < now; });
  for (Closed& c : closed_) {
    c.attribution = causes_.attribute({.queue = c.queue,
                                       .queue_name = c.told.queue,
                                       .onset = c.facts.surge.onset,
                                       .excess_calls = c.facts.surge.excess_calls,
                                       .blocks = c.blocks,
                                       .expectation_sd = c.expectation_sd,
                                       .open_between = c.open_between},
                                      now);
    AlertChange next = c.told;
    next.causes = c.attribution.causes;
    if (!first_cause_changed(c.told, next)) continue;
    c.facts.attribution = &c.attribution;
    put_in_words(next, c.facts);
    next.status = AlertStatus::updated;
    c.told = next;
    next.time = now;
    tell_(next);
    c.account.time = now;
    fill_in_load(c.account, c.facts.tally, c.usual_burden, &c.attribution);
    enter_(c.account);
  }
}

const Attribution* SurgeLifecycle::closed_attribution(const std::string& alert) const {
  auto found = std::find_if(closed_.begin(), closed_.end(),
                            [&](const Closed& c) { return c.told.id == alert; });
  return found == closed_.end() ? nullptr : &found->attribution;
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
