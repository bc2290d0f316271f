#include "model/names.h"
#include "sinks/metrics/families.h"

namespace holdwatch::metrics {
namespace {

using Queues = std::vector<QueueSnapshot>;

/// One sample a queue, `value` of it.
template <class Value>
void each(MetricFamily& family, const Queues& queues, Value value) {
  for (const QueueSnapshot& queue : queues) add(family, {{"queue", queue.name}}, value(queue));
}

/// The same of the queues whose feed is seen: nothing is no calm.
template <class Value>
void each_known(MetricFamily& family, const Queues& queues, Value value) {
  for (const QueueSnapshot& queue : queues) {
    if (queue.is_known) add(family, {{"queue", queue.name}}, value(queue));
  }
}

/// One sample a queue and word of `E`.
template <class E, class Counts>
void each_word(MetricFamily& family, const Queues& queues, std::string_view label, Counts counts) {
  for (const QueueSnapshot& queue : queues) {
    const auto& values = counts(queue);
    for (std::size_t i = 0; i < values.size(); ++i) {
      add(family, {{"queue", queue.name}, {label, to_string(static_cast<E>(i))}}, values[i]);
    }
  }
}

void add_waiting(Families& families, const Queues& queues) {
  each(gauge(families, "holdwatch_queue_known",
             "0 while the queue's feed is down or silent: who waits is not known then."),
       queues, [](const auto& queue) { return std::uint64_t{queue.is_known}; });
  each_known(gauge(families, "holdwatch_queue_waiting_calls",
                   "Callers waiting in the queue now; absent while that is not known."),
             queues, [](const auto& queue) { return std::uint64_t{queue.waiting}; });
  MetricFamily& oldest = gauge(families, "holdwatch_queue_oldest_waiting_timestamp_seconds",
                               "When the longest-waiting caller joined; absent when nobody waits.");
  for (const QueueSnapshot& queue : queues) {
    if (!queue.is_known || !queue.oldest_waiting) continue;
    add(oldest, {{"queue", queue.name}}, to_unix_seconds(*queue.oldest_waiting));
  }
  each_known(
      gauge(families, "holdwatch_queue_held_calls",
            "Callers put on hold during their conversation, now; absent while that is not known."),
      queues, [](const auto& queue) { return std::uint64_t{queue.held}; });
}

void add_agents(Families& families, const Queues& queues) {
  MetricFamily& agents =
      gauge(families, "holdwatch_queue_agents",
            "Agents of the queue by state; `staffed` where the feed only gives their number.");
  for (const QueueSnapshot& queue : queues) {
    for (std::size_t i = 0; queue.agents_known && i < kAgentStates; ++i) {
      add(agents, {{"queue", queue.name}, {"state", to_string(static_cast<AgentState>(i))}},
          std::uint64_t{queue.agents[i]});
    }
    if (!queue.agents_known && queue.staffed) {
      add(agents, {{"queue", queue.name}, {"state", "staffed"}}, std::uint64_t{*queue.staffed});
    }
  }
}

void add_calls(Families& families, const Queues& queues) {
  each(counter(families, "holdwatch_queue_calls_offered_total",
               "Callers who joined the queue or were refused by it."),
       queues, [](const auto& queue) { return queue.offered; });
  each_word<Outcome>(
      counter(families, "holdwatch_queue_calls_left_total", "Callers who left the queue, by how."),
      queues, "outcome", [](const auto& queue) { return queue.left; });
  each(counter(families, "holdwatch_queue_ghost_calls_total",
               "Calls taken for lost because no end of them ever came."),
       queues, [](const auto& queue) { return queue.ghosts; });
}

void add_times(Families& families, const Queues& queues) {
  MetricFamily& waits =
      histogram(families, "holdwatch_queue_wait_seconds", "Waits that have ended, by how.");
  for (const QueueSnapshot& queue : queues) {
    add(waits, {{"queue", queue.name}, {"outcome", "answered"}}, *queue.bounds_seconds,
        queue.answered_wait);
    add(waits, {{"queue", queue.name}, {"outcome", "abandoned"}}, *queue.bounds_seconds,
        queue.abandoned_wait);
  }
  MetricFamily& holds = histogram(families, "holdwatch_queue_hold_seconds",
                                  "Times on hold during a conversation that have ended.");
  for (const QueueSnapshot& queue : queues) {
    add(holds, {{"queue", queue.name}}, *queue.bounds_seconds, queue.hold);
  }
  each(gauge(families, "holdwatch_queue_service_level_target_seconds",
             "The wait within which the queue means to answer."),
       queues, [](const auto& queue) { return queue.service_level_target_seconds; });
}

void add_surges(Families& families, const Queues& queues) {
  each(gauge(families, "holdwatch_queue_expected_arrivals_per_second",
             "Usual arrivals at this time, the day's busyness included."),
       queues, [](const auto& queue) { return queue.expected_arrivals_per_second; });
  each(gauge(families, "holdwatch_surge_active", "1 while a surge of the queue is open."), queues,
       [](const auto& queue) { return std::uint64_t{queue.surge_active}; });
  each(gauge(families, "holdwatch_surge_score",
             "Detection statistic over its threshold; a surge opens at 1."),
       queues, [](const auto& queue) { return queue.surge_score; });
  each_word<Driver>(
      counter(families, "holdwatch_surge_opened_total", "Surges that were opened, by driver."),
      queues, "driver", [](const auto& queue) { return queue.surges_opened; });
  each(counter(families, "holdwatch_surge_excess_calls_total",
               "Calls beyond the usual in demand surges that have closed."),
       queues, [](const auto& queue) { return queue.surge_excess_calls; });
  each(counter(families, "holdwatch_unattributed_calls_total",
               "Calls of closed demand surges that no reported incident explains."),
       queues, [](const auto& queue) { return queue.unattributed_calls; });
}

}  // namespace

void add_queues(Families& families, const Snapshot& snapshot) {
  add_waiting(families, snapshot.queues);
  add_agents(families, snapshot.queues);
  add_calls(families, snapshot.queues);
  add_times(families, snapshot.queues);
  add_surges(families, snapshot.queues);
}

}  // namespace holdwatch::metrics
