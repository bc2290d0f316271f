#pragma once

#include "core/queue.h"
#include "core/state/agents.h"
#include "core/state/call_state.h"
#include "model/snapshot.h"

namespace holdwatch::core {

/// Who waits and serves in the queue now. Where agents aren't known, everybody who serves talks
/// while somebody waits.
Standing standing_of(const Queue& queue, const CallState& calls, const Agents& agents);

QueueSnapshot snapshot_of(const Queue& queue, const CallState& calls, const Agents& agents,
                          Time now);

}  // namespace holdwatch::core
