#include "app/shedding.h"

#include <algorithm>

namespace holdwatch {

namespace {

Shed kind_of(const CallEvent& event) {
  switch (event.type) {
    case EventType::tagged:
    case EventType::held:
    case EventType::resumed:
    case EventType::heartbeat:
      return Shed::refinements;
    case EventType::agent:
    case EventType::staffed:
      return Shed::staffing;
    case EventType::joined:
      return Shed::new_calls;
    case EventType::exited:
      return event.outcome == Outcome::full ? Shed::new_calls : Shed::call_ends;
    default:
      return Shed::call_ends;
  }
}

}  // namespace

void Shedding::took(bool is_all, Time now) {
  if (is_all) {
    behind_ = {};
    last_turn_.reset();
    return;
  }
  if (last_turn_) behind_ += std::clamp(now - *last_turn_, Duration{}, kLongestTurn);
  last_turn_ = now;
}

std::optional<Shed> Shedding::leaves_out(const CallEvent& event) const {
  if (behind_ < kPatience.front()) return std::nullopt;
  const Shed kind = kind_of(event);
  if (behind_ < kPatience[static_cast<std::size_t>(kind)]) return std::nullopt;
  return kind;
}

}  // namespace holdwatch
