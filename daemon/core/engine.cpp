#include "core/engine_impl.h"

#include <algorithm>
#include <string>

#include "core/surge_curve.h"

namespace holdwatch::core {

namespace {

constexpr Duration kHousekeeping = std::chrono::minutes{5};
constexpr Duration kSoonest = std::chrono::milliseconds{1};  // time goes on, whatever is due

}  // namespace

// --- Call events ---------------------------------------------------------------------------------

Disposition Engine::Impl::event(SourceId source, const CallEvent& event, Time received_at) {
  if (is_future(event.time, received_at)) return Disposition::future;
  if (clock != Time::min() && event.time < clock - settings.limits.too_old) {
    return Disposition::too_old;
  }
  advance_to(event.time);
  if (feeds.heard(source, clock)) settle_all();
  if (event.type == EventType::heartbeat) return Disposition::accepted;
  if (event.type == EventType::agent) return agent(source, event);
  Queue* queue = queue_named(event.queue, source);
  if (queue == nullptr) return Disposition::too_many;
  if (event.type == EventType::staffed) return staffed(*queue, event.agents);
  return call(source, *queue, event);
}

Disposition Engine::Impl::agent(SourceId source, const CallEvent& event) {
  const auto changed = [this](QueueId queue) { agents_changed(queue); };
  if (event.queue.empty()) return agents.set_everywhere(event.agent, event.agent_state, changed);
  Queue* queue = queue_named(event.queue, source);
  if (queue == nullptr) return Disposition::too_many;
  return agents.set(event.agent, queue->id, event.agent_state, changed);
}

Disposition Engine::Impl::staffed(Queue& queue, std::uint32_t number) {
  agents.set_number(queue.id, number);
  agents_changed(queue.id);
  return Disposition::accepted;
}

void Engine::Impl::agents_changed(QueueId id) {
  Queue& queue = queues.at(id);
  queue.detector.advance_to(clock, waiting(queue));
  queue.detector.staffed(clock, agents.serving(id));
  settle(queue);
}

Disposition Engine::Impl::call(SourceId source, Queue& queue, const CallEvent& event) {
  queue.detector.advance_to(clock, waiting(queue));
  const Effect effect = calls.apply(source, queue.id, event, clock);
  if (effect.disposition != Disposition::accepted) return effect.disposition;
  heed(queue, event, effect);
  settle(queue);
  return Disposition::accepted;
}

void Engine::Impl::heed(Queue& queue, const CallEvent& event, const Effect& effect) {
  if (effect.offered) offered(queue, event, *effect.visit);
  if (effect.left) left(queue, effect);
  if (effect.talk) {
    queue.rates.talk_ended(*effect.talk);
    queue.detector.talk_ended(clock, *effect.talk);
  }
  if (effect.hold && effect.visit->counted) queue.figures.hold_ended(*effect.hold);
  if (event.type == EventType::tagged) {
    const AttributeList about = attributes.learn(event.attributes);
    causes.tagged(queue.id, effect.visit->ref, about);
    queue.detector.tagged(clock, about);
    groups.tagged(queue, about, clock);
    if (effect.visit->about.empty()) note_what_about(effect.visit->about, event.attributes);
  }
}

void Engine::Impl::offered(Queue& queue, const CallEvent& event, Visit& visit) {
  visit.counted = event.time >= live_from;
  if (visit.counted) {
    queue.figures.offered();
    queue.today.offered(clock, zone_of(queue));
    given_up.joined(visit);
  }
  const AttributeList about = attributes.learn(event.attributes);
  visit.ref = causes.offered(queue.id, clock, about);
  note_what_about(visit.about, event.attributes);
  ++queue.recent.at(clock).offered;
  if (queue.surge) ++queue.surge->tally.offered;
  if (event.time < feeds.seen_since(queue.source)) return;
  queue.detector.offered(clock, about);
  groups.offered(queue, about, clock);
}

void Engine::Impl::left(Queue& queue, const Effect& effect) {
  const Outcome outcome = *effect.left;
  if (effect.visit->counted) {
    count(queue, outcome, effect);
    decisions.left(queue.settings.name, outcome, effect.wait);
  }
  if (outcome == Outcome::full) return;
  const Course course{effect.wait, outcome, effect.visit->about};
  note_course(queue, course, clock);
  groups.left(queue, course, clock);
  queue.rates.wait_ended(effect.wait, outcome == Outcome::abandoned);
  queue.detector.wait_ended(clock, effect.wait, outcome);
}

/// The end of a live caller's wait.
void Engine::Impl::count(Queue& queue, Outcome outcome, const Effect& effect) {
  const Zone& zone = zone_of(queue);
  queue.figures.left(outcome, effect.wait);
  queue.today.left(outcome, effect.wait, queue.settings.service_level_target, clock, zone);
  if (outcome != Outcome::abandoned) return;
  const Time day_ends = zone.begin_of(zone.day_of(clock) + std::chrono::days{1});
  given_up.gave_up(*effect.visit, effect.wait, day_ends);
}

// --- Incidents, verdicts, feeds ------------------------------------------------------------------

Disposition Engine::Impl::report(const IncidentReport& report, Time received_at) {
  if (is_future(report.time, received_at)) return Disposition::future;
  advance_to(report.time);
  const Disposition disposition = causes.report(report);
  if (disposition != Disposition::accepted || !live()) return disposition;
  surges.reported(clock);
  warnings.reported(*causes.incident(report.id), clock);
  settle_surges();
  return disposition;
}

Disposition Engine::Impl::verdict(const Verdict& verdict) {
  advance_to(verdict.time);
  const Disposition disposition = people.judge(verdict, clock);
  settle_surges();
  return disposition;
}

// --- Time ----------------------------------------------------------------------------------------

void Engine::Impl::advance_to(Time to) {
  if (to <= clock) return;
  if (clock == Time::min()) next_housekeeping = next_multiple(to, kHousekeeping);
  for (;;) {
    const Time next_step = surges.next_step();
    const Time next_look = std::min(agenda.next(), next_housekeeping);
    if (std::min(next_step, next_look) > to) break;
    if (next_step < next_look) {
      clock = std::max(clock, next_step);
      surges.step(clock);
    } else if (next_housekeeping < agenda.next()) {
      clock = std::max(clock, next_housekeeping);
      next_housekeeping += kHousekeeping;
      housekeeping();
    } else {
      agenda.take([this](QueueId id) -> Queue& { return queues.at(id); },
                  [this](Queue& queue, Time due) { evaluate(queue, due); });
    }
  }
  clock = to;
}

void Engine::Impl::evaluate(Queue& queue, Time at) {
  clock = std::max(clock, at);
  if (queue.is_group) return groups.evaluate(queue, clock);
  const Effect ghost = calls.expire_ghost(queue.id, clock);
  if (ghost.left) {
    queue.figures.ghost();
    left(queue, ghost);
  }
  queue.detector.advance_to(clock, waiting(queue));
  settle(queue);
}

/// After everything that may have moved the queue: its alerts, and when to look again. History
/// raises no alert, so what is due of them waits for the live part.
void Engine::Impl::settle(Queue& queue) {
  const Standing now = standing(queue);
  surges.settle(queue, clock, live());
  const bool is_known = feeds.seen(queue.source);
  if (live() && is_known) alerts.settle(queue, now, clock, feeds.quiet(queue.source, clock));
  const Time alerts_due = !is_known ? Time::max()
                          : live()  ? alerts.next_due(queue, now)
                                    : live_from;
  const Time due = std::min({queue.detector.next_due(now.waiting), surges.next_due(queue),
                             alerts_due, calls.ghost_due(queue.id)});
  agenda.schedule(queue, std::max(due, clock + kSoonest));
  groups.settle(queue, clock);
}

void Engine::Impl::settle_group(Queue& group) {
  surges.settle(group, clock, live());
  const Time due =
      group.members_changed ? clock : std::min(group.detector.next_due({}), surges.next_due(group));
  agenda.schedule(group, std::max(due, clock + kSoonest));
}

void Engine::Impl::settle_all() {
  for (const auto& queue : queues.all()) settle(*queue);
}

void Engine::Impl::settle_surges() {
  for (const auto& queue : queues.all()) {
    if (queue->surge) settle(*queue);
  }
  for (const auto& group : queues.groups()) settle_group(*group);
}

void Engine::Impl::housekeeping() {
  calls.forget(clock);
  given_up.forget(clock);
  book.forget(clock);
  feeds.look(clock);
  warnings.look(clock);
}

// --- Alerts, queues ------------------------------------------------------------------------------

void Engine::Impl::tell(const AlertChange& change) {
  if (!live()) return;
  const std::optional<AlertChange> told = book.enter(change);
  if (!told) return;
  decisions.alert(*told);
  if (told->kind == AlertKind::surge) warnings.surge_told(*told);
}

void Engine::Impl::enter(const SurgeAccount& account) {
  ledger.put(account, *settings.zone);
  decisions.account(account);
  warnings.accounted(account);
}

Queue* Engine::Impl::queue_named(std::string_view name, SourceId source) {
  Queue* queue = queues.find_or_add(name, clock);
  if (queue == nullptr || queue->source == source) return queue;
  queue->source = source;
  if (queue->detector.is_seeing() != feeds.seen(source)) {
    queue->detector.advance_to(clock, waiting(*queue));
    queue->detector.see(clock, feeds.seen(source));
  }
  return queue;
}

Snapshot Engine::Impl::surroundings() const {
  const auto name_of = [this](QueueId id) { return queues.at(id).settings.name; };
  Snapshot s;
  s.time = clock;
  s.zone = settings.zone;
  s.catalogue = catalogue;
  s.alerts = book.all();
  s.curves = surge_curves(queues, clock);
  s.abandoned = given_up.calls(name_of);
  s.incidents = causes.incidents();
  s.attributed = surges.attributed();
  s.feedback = people.feedback();
  s.ledger = ledger.lines();
  s.cause_model = causes.model(name_of);
  return s;
}

bool Engine::Impl::take_queues(std::vector<QueueSnapshot>& taken, std::size_t most) const {
  const std::span<Queue* const> all = queues.all();
  taken.reserve(all.size());
  const std::size_t end = taken.size() + std::min(all.size() - taken.size(), most);
  while (taken.size() < end) {
    const Queue& queue = *all[taken.size()];
    taken.push_back(snapshot_of(queue, calls, agents, clock));
    taken.back().is_known = feeds.seen(queue.source);
  }
  return taken.size() < all.size();
}

// --- The engine's face ---------------------------------------------------------------------------

Engine::Engine(Settings settings, Decisions& decisions, Time live_from)
    : impl_(std::make_unique<Impl>(std::move(settings), decisions, live_from)) {}

Engine::~Engine() = default;

Disposition Engine::apply(SourceId source, const CallEvent& event, Time received_at) {
  return impl_->event(source, event, received_at);
}

Disposition Engine::apply(SourceId, const IncidentReport& report, Time received_at) {
  return impl_->report(report, received_at);
}

Disposition Engine::apply(const Verdict& verdict, Time received_at) {
  if (impl_->is_future(verdict.time, received_at)) return Disposition::future;
  return impl_->verdict(verdict);
}

Disposition Engine::apply(const Acknowledgement& acknowledgement, Time received_at) {
  if (impl_->is_future(acknowledgement.time, received_at)) return Disposition::future;
  impl_->advance_to(acknowledgement.time);
  return impl_->people.acknowledge(acknowledgement, impl_->clock);
}

void Engine::missed(SourceId source, std::uint64_t count, Time at) {
  impl_->advance_to(at);
  impl_->feeds.missed(source, count, impl_->clock);
}

void Engine::feed_up(SourceId source, bool is_up, Time at) {
  impl_->advance_to(at);
  impl_->feeds.up(source, is_up, impl_->clock);
  impl_->settle_all();
}

void Engine::feed_unheard(SourceId source, Time at) {
  impl_->advance_to(at);
  impl_->feeds.unheard(source, impl_->clock);
  impl_->settle_all();
}

void Engine::reconfigure(Settings settings) {
  impl_->settings = std::move(settings);
  impl_->catalogue = std::make_shared<const Catalogue>(impl_->settings.categories);
  impl_->queues.reconfigure(impl_->clock);
  impl_->surges.reconfigured(impl_->clock);
}

void Engine::advance_to(Time now) {
  impl_->advance_to(now);
}

bool Engine::knows_category(std::string_view name) const {
  return impl_->causes.category(name) != nullptr;
}

Time Engine::live_from() const {
  return impl_->live_from;
}

Time Engine::now() const {
  return impl_->clock;
}

Time Engine::next_step() const {
  return impl_->surges.next_step();
}

Snapshot Engine::snapshot() const {
  Snapshot whole = surroundings();
  take_queues(whole.queues, impl_->queues.all().size());
  return whole;
}

Snapshot Engine::surroundings() const {
  return impl_->surroundings();
}

bool Engine::take_queues(std::vector<QueueSnapshot>& queues, std::size_t most) const {
  return impl_->take_queues(queues, most);
}

AlertList Engine::alerts() const {
  return impl_->book.all();
}

std::optional<Evidence> Engine::explain(const std::string& alert) const {
  const Impl& i = *impl_;
  const Explainer explainer{i.book, i.queues, i.calls, i.agents, i.surges, i.settings};
  return explainer.explain(alert, i.clock);
}

}  // namespace holdwatch::core
