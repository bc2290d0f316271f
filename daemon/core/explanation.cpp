#include "core/explanation.h"

#include <algorithm>

#include "core/queue.h"
#include "core/queue_view.h"

namespace holdwatch::core {

namespace {

constexpr Duration kBefore = std::chrono::hours{1};  // of the onset, for comparison

/// The open surge, or the one that ended last.
const Surge* surge_behind(const Queue& queue, const AlertChange& alert) {
  for (const Surge* surge : {queue.detector.surge(), queue.detector.last_surge()}) {
    if (surge != nullptr && surge->opened == alert.opened) return surge;
  }
  return nullptr;
}

DetectionEvidence evidence_of(const Queue& queue, const Surge& surge, const Standing& standing,
                              const Settings& settings, Time now) {
  DetectionEvidence e{.time = now,
                      .score = queue.detector.score(),
                      .threshold_open_minutes = settings.detection.false_alarm_open_minutes,
                      .calls_factor = surge.factor,
                      .agents = standing.agents,
                      .usual_agents = queue.detector.usual_agents(now),
                      .handle_time_factor = surge.handle_time_factor,
                      .level_sd = queue.detector.expectation_sd(),
                      .calls = {}};
  const Time from = std::min(surge.onset.low, surge.onset.estimate) - kBefore;
  for (const ExpectedBlock& b : queue.detector.expected_blocks(from, now)) {
    if (b.open_minutes > 0) e.calls.push_back({b.from, b.to, b.expected_calls, b.offered});
  }
  return e;
}

}  // namespace

std::optional<Evidence> Explainer::explain(const std::string& id, Time now) const {
  const AlertChange* alert = book.find(id);
  if (alert == nullptr) return std::nullopt;
  Evidence evidence{.alert = *alert, .detection = {}, .suspects = {}};
  const Queue* queue = queues.find(alert->queue);
  if (queue == nullptr || alert->kind != AlertKind::surge) return evidence;
  evidence.suspects = surges.considered(*alert, *queue, now);
  if (const Surge* surge = surge_behind(*queue, *alert)) {
    evidence.detection =
        evidence_of(*queue, *surge, standing_of(*queue, calls, agents), settings, now);
  }
  return evidence;
}

}  // namespace holdwatch::core
