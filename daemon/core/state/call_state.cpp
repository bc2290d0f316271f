#include "core/state/call_state.h"

#include <algorithm>

#include "core/hash.h"

namespace holdwatch::core {

namespace {

Effect refused(Disposition why) {
  Effect effect;
  effect.disposition = why;
  return effect;
}

/// Feeds may give the two ends of a wait in the wrong order, by a millisecond or so.
Duration since(Time from, Time to) {
  return std::max(to - from, Duration::zero());
}

/// When the visit's last known end was: a `joined` up to then is a duplicate.
Time last_end(const Visit& visit) {
  if (visit.phase == Phase::waiting) return Time::max();
  return visit.phase == Phase::ended ? visit.ended : visit.wait_ended;
}

}  // namespace

Effect CallState::apply(SourceId source, QueueId queue, const CallEvent& event, Time now) {
  const VisitKey key{source, queue, event.call};
  if (event.type == EventType::joined) return join(key, event);
  if (event.type == EventType::exited && event.outcome == Outcome::full) {
    return refuse(key, event, now);
  }
  Visit* visit = visits_.find(key);
  if (visit == nullptr) return refused(Disposition::unknown_call);
  switch (event.type) {
    case EventType::answered:
      return end_wait(*visit, Outcome::answered, event.time, now);
    case EventType::abandoned:
      return end_wait(*visit, Outcome::abandoned, event.time, now);
    case EventType::exited:
      return end_wait(*visit, event.outcome, event.time, now);
    case EventType::completed:
      return complete(*visit, event, now);
    case EventType::held:
      return hold(*visit, event);
    case EventType::resumed:
      return resume(*visit, event);
    default:  // tagged: the visit is all that is needed
      Effect effect;
      effect.visit = visit;
      return effect;
  }
}

Effect CallState::join(const VisitKey& key, const CallEvent& event) {
  Visit* visit = visits_.find(key);
  if (visit == nullptr) {
    visit = visits_.add(key, event.time);
    if (visit == nullptr) return refused(Disposition::too_many);
  } else if (event.time <= last_end(*visit)) {
    return refused(Disposition::duplicate);
  } else {
    leave_conversation(*visit);
    visits_.rejoin(*visit, event.time);
  }
  visit->caller = event.caller.empty() ? 0 : hash_bytes(event.caller);
  Effect effect;
  effect.offered = true;
  effect.visit = visit;
  return effect;
}

Effect CallState::refuse(const VisitKey& key, const CallEvent& event, Time now) {
  Effect joined = join(key, event);
  if (joined.disposition != Disposition::accepted) return joined;
  Effect effect = end_wait(*joined.visit, Outcome::full, event.time, now);
  effect.offered = true;
  return effect;
}

Effect CallState::end_wait(Visit& visit, Outcome outcome, Time at, Time now) {
  if (visit.phase != Phase::waiting) return refused(Disposition::conflict);
  Effect effect;
  effect.visit = &visit;
  effect.left = outcome;
  effect.wait = since(visit.joined, at);
  visit.wait_ended = at;
  if (outcome == Outcome::answered) {
    visits_.answer(visit);
    if (visit.queue >= talking_.size()) talking_.resize(visit.queue + 1);
    ++talking_[visit.queue];
  } else {
    visits_.end(visit, std::max(at, visit.joined));
    visit.forget_at = now + limits_.too_old;
  }
  return effect;
}

Effect CallState::complete(Visit& visit, const CallEvent& event, Time now) {
  if (visit.phase == Phase::ended) return refused(Disposition::conflict);
  if (visit.phase == Phase::waiting) {  // its answer was lost: it no longer waits, that is all
    return end_wait(visit, Outcome::unknown, event.time, now);
  }
  Effect effect;
  effect.visit = &visit;
  if (visit.phase == Phase::held) effect.hold = since(visit.held_since, event.time);
  effect.talk =
      event.talk_seconds ? from_seconds(*event.talk_seconds) : since(visit.wait_ended, event.time);
  leave_conversation(visit);
  visits_.end(visit, std::max(event.time, visit.joined));
  visit.forget_at = now + limits_.too_old;
  return effect;
}

Effect CallState::hold(Visit& visit, const CallEvent& event) {
  if (visit.phase == Phase::held) return refused(Disposition::duplicate);
  if (visit.phase == Phase::ended) return refused(Disposition::conflict);
  Effect effect;
  effect.visit = &visit;
  if (visit.phase == Phase::waiting) return effect;  // a caller may press hold: the wait goes on
  visits_.hold(visit);
  visit.held_since = event.time;
  return effect;
}

Effect CallState::resume(Visit& visit, const CallEvent& event) {
  Effect effect;
  effect.visit = &visit;
  if (visit.phase == Phase::waiting) return effect;
  if (visit.phase != Phase::held) return refused(Disposition::conflict);
  effect.hold = since(visit.held_since, event.time);
  visits_.resume(visit);
  return effect;
}

void CallState::leave_conversation(const Visit& visit) {
  if (visit.phase == Phase::held || visit.phase == Phase::talking) --talking_[visit.queue];
}

Time CallState::ghost_due(QueueId queue) {
  Time due = Time::max();
  if (const Visit* v = visits_.first_waiting(queue)) due = v->joined + limits_.ghost_wait;
  if (const Visit* v = visits_.first_held(queue)) {
    due = std::min(due, v->held_since + limits_.ghost_talk);
  }
  return due;
}

Effect CallState::expire_ghost(QueueId queue, Time now) {
  Visit* held = visits_.first_held(queue);
  if (held != nullptr && held->held_since + limits_.ghost_talk <= now) {
    leave_conversation(*held);
    visits_.forget(*held);
  }
  Visit* oldest = visits_.first_waiting(queue);
  if (oldest == nullptr || oldest->joined + limits_.ghost_wait > now) return {};
  return end_wait(*oldest, Outcome::unknown, now, now);
}

void CallState::forget(Time now) {
  while (Visit* visit = visits_.first_talking()) {
    if (visit->wait_ended + limits_.ghost_talk > now) break;
    leave_conversation(*visit);
    visits_.forget(*visit);
  }
  while (Visit* visit = visits_.first_ended()) {
    if (visit->forget_at > now) break;
    visits_.forget(*visit);
  }
}

}  // namespace holdwatch::core
