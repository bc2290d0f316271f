#pragma once

#include "core/queue.h"
#include "core/state/agents.h"
#include "core/state/call_state.h"
#include "model/snapshot.h"

namespace holdwatch::core {

/// Who waits and serves in the queue now. Where agents aren't known, everybody who serves talks
/// while somebody waits.
Standing standing_of(const Queue& queue, const CallState& calls, const Agents& agents);

/// Who waits in the queue, which is no group.
Waiting waiting_in(QueueId queue, const CallState& calls);

QueueSnapshot snapshot_of(const Queue& queue, const CallState& calls, const Agents& agents,
                          Time now);

}  // namespace holdwatch::core
