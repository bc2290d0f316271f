#include "wire/required.h"

namespace holdwatch::wire {

namespace {

struct Needs {
  bool queue;
  bool call;
};

constexpr Needs needs_of(EventType type) {
  switch (type) {
    case EventType::heartbeat:
    case EventType::agent:  // without a queue: all of the agent's queues
      return {.queue = false, .call = false};
    case EventType::staffed:
      return {.queue = true, .call = false};
    default:
      return {.queue = true, .call = true};
  }
}

}  // namespace

std::string_view missing_text(const CallEvent& event) {
  const Needs needs = needs_of(event.type);
  if (needs.queue && event.queue.empty()) return "queue";
  if (needs.call && event.call.empty()) return "call";
  if (event.type == EventType::agent && event.agent.empty()) return "agent";
  if (event.type == EventType::tagged && event.attributes.empty()) return "attributes";
  return {};
}

}  // namespace holdwatch::wire
