#pragma once

#include <optional>
#include <string>

#include "core/alerts/alert_book.h"
#include "core/queue_table.h"
#include "core/state/agents.h"
#include "core/state/call_state.h"
#include "core/surge_lifecycle.h"
#include "model/evidence.h"
#include "model/settings.h"
#include "model/time.h"

namespace holdwatch::core {

/// Why the alerts that are kept say what they say, from the parts of the engine that know.
struct Explainer {
  const AlertBook& book;
  const QueueTable& queues;
  const CallState& calls;
  const Agents& agents;
  const SurgeLifecycle& surges;
  const Settings& settings;

  /// Nullopt when the alert is not kept. What detection has forgotten of its surge is left out.
  std::optional<Evidence> explain(const std::string& alert, Time now) const;
};

}  // namespace holdwatch::core
