#include "sources/freeswitch_esl/callcenter_normalizer.h"

#include <fmt/format.h>

#include "wire/text.h"

namespace holdwatch::freeswitch_esl {

namespace {

void refuse(Disposition reason, std::string_view detail, wire::Receiver& receiver) {
  receiver.rejected({.reason = reason, .detail = detail});
}

}  // namespace

void CallcenterNormalizer::take(const EslEvent& event, wire::Receiver& receiver) {
  const std::string_view name = event["Event-Name"];
  const bool is_callcenter = name == "CUSTOM" && event["Event-Subclass"] == "callcenter::info";
  const bool is_hold = name == "CHANNEL_HOLD" || name == "CHANNEL_UNHOLD";
  if (!is_callcenter && !is_hold) return;
  const auto at = event.time();
  if (!at) {
    return refuse(Disposition::missing_field,
                  "Event-Date-Timestamp: expected microseconds since 1970", receiver);
  }
  if (!is_fit(event, receiver)) return;
  if (is_callcenter) return callcenter(event, *at, receiver);
  const EventType type = name == "CHANNEL_HOLD" ? EventType::held : EventType::resumed;
  members_.hold(event["Unique-ID"], type, *at, receiver);
}

void CallcenterNormalizer::callcenter(const EslEvent& event, Time at, wire::Receiver& receiver) {
  const std::string_view action = event["CC-Action"];
  const std::string_view agent = event["CC-Agent"];
  if (action == "agent-state-change") {
    return agents_.state_changed(agent, event["CC-Agent-State"], at, receiver);
  }
  if (action == "agent-status-change") {
    return agents_.status_changed(agent, event["CC-Agent-Status"], at, receiver);
  }
  if (action == "agent-offering") return agents_.offered(agent, event["CC-Queue"], at, receiver);

  const bool is_join = action == "member-queue-start" || action == "member-queue-resume";
  const bool is_end = action == "member-queue-end";
  if (!is_join && !is_end && action != "bridge-agent-start" && action != "bridge-agent-end") return;
  for (const std::string_view needed : {"CC-Queue", "CC-Member-UUID"}) {
    if (event[needed].empty()) {
      return refuse(Disposition::missing_field,
                    fmt::format("{} of {}: needed, but absent", needed, action), receiver);
    }
  }
  if (is_join) return members_.joined(event, at, receiver);
  if (is_end) return members_.ended(event, at, receiver);
  if (action == "bridge-agent-end") return members_.unbridged(event, at, receiver);
  agents_.offered(agent, event["CC-Queue"], at, receiver);
  members_.bridged(event, at, receiver);
}

bool CallcenterNormalizer::is_fit(const EslEvent& event, wire::Receiver& receiver) const {
  for (const std::string_view name :
       {"CC-Queue", "CC-Agent", "CC-Agent-UUID", "CC-Agent-State", "CC-Agent-Status",
        "CC-Member-UUID", "CC-Member-Session-UUID", "CC-Member-CID-Number"}) {
    if (const auto problem = wire::check_text(event[name], name)) {
      refuse(problem->reason, problem->detail, receiver);
      return false;
    }
  }
  return true;
}

}  // namespace holdwatch::freeswitch_esl
