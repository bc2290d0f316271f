#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/agenda.h"
#include "core/alerts/alert_book.h"
#include "core/causes/cause_finder.h"
#include "core/early_warnings.h"
#include "core/engine.h"
#include "core/explanation.h"
#include "core/feed_alerts.h"
#include "core/ledger.h"
#include "core/people.h"
#include "core/period.h"
#include "core/queue.h"
#include "core/queue_alerts.h"
#include "core/queue_groups.h"
#include "core/queue_table.h"
#include "core/queue_view.h"
#include "core/state/agents.h"
#include "core/state/call_state.h"
#include "core/state/given_up.h"
#include "core/surge_lifecycle.h"

namespace holdwatch::core {

/// The engine's rooms, and how an input goes through them.
struct Engine::Impl {
  static constexpr std::size_t kAgentsLimit = 200'000;

  Impl(Settings s, Decisions& d, Time live)
      : settings(std::move(s)),
        decisions(d),
        live_from(live),
        calls(settings.limits),
        agents(kAgentsLimit),
        causes(settings, attributes),
        surges(settings, causes,
               {.tell = [this](const AlertChange& c) { tell(c); },
                .enter = [this](const SurgeAccount& a) { enter(a); },
                .standing = [this](const Queue& q) { return standing(q); }}),
        alerts(settings, [this](const AlertChange& c) { tell(c); }),
        queues(settings),
        groups(causes, [this](Queue& group) { settle_group(group); }),
        warnings(settings, causes, queues,
                 {.tell = [this](const AlertChange& c) { tell(c); },
                  .forecast = [this](const CallForecast& f) { decisions.forecast(f); }}),
        people(book, causes, queues, surges, [this](const AlertChange& c) { tell(c); }),
        feeds(settings, queues, [this](const AlertChange& c) { tell(c); }) {}

  Disposition event(SourceId source, const CallEvent& event, Time received_at);
  Disposition agent(SourceId source, const CallEvent& event);
  Disposition staffed(Queue& queue, std::uint32_t number);
  Disposition call(SourceId source, Queue& queue, const CallEvent& event);
  void heed(Queue& queue, const CallEvent& event, const Effect& effect);
  void offered(Queue& queue, const CallEvent& event, Visit& visit);
  void left(Queue& queue, const Effect& effect);
  void count(Queue& queue, Outcome outcome, const Effect& effect);
  void agents_changed(QueueId queue);

  Disposition report(const IncidentReport& report, Time received_at);
  Disposition verdict(const Verdict& verdict);
  Snapshot surroundings() const;
  bool take_queues(std::vector<QueueSnapshot>& taken, std::size_t most) const;

  void advance_to(Time to);
  void evaluate(Queue& queue, Time at);
  void settle(Queue& queue);
  void settle_group(Queue& group);
  void settle_all();
  void settle_surges();
  void housekeeping();

  void tell(const AlertChange& change);
  void enter(const SurgeAccount& account);

  /// Only while no answer is under way.
  template <class Archive>
  void save(Archive& archive) const;
  /// Into a new engine.
  template <class Archive>
  void load(Archive& archive);

  bool live() const { return clock >= live_from; }
  bool is_future(Time t, Time received_at) const {
    return t > received_at + settings.limits.future;
  }
  Queue* queue_named(std::string_view name, SourceId source);
  const Zone& zone_of(const Queue& queue) const {
    return queue.settings.zone ? *queue.settings.zone : *settings.zone;
  }
  Waiting waiting(const Queue& queue) const { return waiting_in(queue.id, calls); }
  Standing standing(const Queue& queue) const { return standing_of(queue, calls, agents); }

  Settings settings;
  Decisions& decisions;
  Time live_from;
  Time clock = Time::min();
  Time next_housekeeping = Time::max();
  std::size_t expected_bytes = 0;  ///< of the state when it is saved next

  std::shared_ptr<const Catalogue> catalogue =
      std::make_shared<const Catalogue>(settings.categories);
  CallState calls;
  GivenUp given_up;
  Agents agents;
  AttributeKeys attributes;
  CauseFinder causes;
  AlertBook book;
  Ledger ledger;
  SurgeLifecycle surges;
  QueueAlerts alerts;
  QueueTable queues;
  QueueGroups groups;
  EarlyWarnings warnings;
  People people;
  FeedAlerts feeds;
  Agenda agenda;
};

}  // namespace holdwatch::core
