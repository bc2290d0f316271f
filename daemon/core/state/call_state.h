#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/state/agents.h"
#include "core/state/visit_table.h"
#include "model/call_event.h"
#include "model/disposition.h"
#include "model/settings.h"

namespace holdwatch::core {

/// What one event changed in the state of its queue: what the other rooms need to hear.
struct Effect {
  Disposition disposition = Disposition::accepted;
  bool offered = false;         ///< demand came: a caller joined or was refused
  std::optional<Outcome> left;  ///< a wait ended so, after `wait`
  Duration wait{};
  std::optional<Duration> talk;  ///< a conversation ended
  std::optional<Duration> hold;  ///< a hold during a conversation ended
  Visit* visit = nullptr;        ///< the call concerned; valid until the next event
};

/// Who waits, talks, and is on hold in each queue, by the rules of the contract: state is kept by
/// (source, queue, call), the first end of a wait wins, a `joined` no later than the end of the
/// call's last visit is a duplicate. Events apply on arrival with their own time; `now`, the
/// core's clock, decides only what is forgotten.
class CallState {
 public:
  explicit CallState(const Limits& limits) : limits_(limits), visits_(limits.calls) {}

  /// Call events only; `staffed`, `agent` and `heartbeat` don't come here.
  Effect apply(SourceId source, QueueId queue, const CallEvent& event, Time now);

  /// The longest-waiting caller of the queue, or null.
  const Visit* oldest(QueueId queue) const { return visits_.first_waiting(queue); }
  std::uint32_t waiting(QueueId queue) const { return visits_.waiting(queue); }
  std::uint32_t held(QueueId queue) const { return visits_.held(queue); }
  /// The caller on hold in a conversation for longest, or null.
  const Visit* oldest_held(QueueId queue) const { return visits_.first_held(queue); }
  /// Conversations going on, held ones included.
  std::uint32_t talking(QueueId queue) const {
    return queue < talking_.size() ? talking_[queue] : 0;
  }

  /// When a caller of the queue will be taken for lost; Time::max() when nobody waits or is held.
  Time ghost_due(QueueId queue);
  /// Ends the oldest wait or hold if no end can be expected any more; else an effect of nothing.
  Effect expire_ghost(QueueId queue, Time now);
  /// Forgets conversations without an end, and visits that ended long ago.
  void forget(Time now);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(visits_, talking_);
  }

 private:
  Effect join(const VisitKey& key, const CallEvent& event);
  Effect refuse(const VisitKey& key, const CallEvent& event, Time now);
  Effect end_wait(Visit& visit, Outcome outcome, Time at, Time now);
  Effect complete(Visit& visit, const CallEvent& event, Time now);
  Effect hold(Visit& visit, const CallEvent& event);
  Effect resume(Visit& visit, const CallEvent& event);
  void leave_conversation(const Visit& visit);

  const Limits& limits_;
  VisitTable visits_;
  std::vector<std::uint32_t> talking_;  ///< by queue
};

}  // namespace holdwatch::core
