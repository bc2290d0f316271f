#pragma once

#include <optional>
#include <string_view>

#include "model/alert.h"
#include "model/call_event.h"
#include "model/incident.h"
#include "model/verdict.h"

/// The words of the contracts for each enumerator, both ways. `from_string<E>` gives nullopt for
/// a word that is none of them.
namespace holdwatch {

template <class E>
struct Names;  // specialised below: kNames[i] is the word for enumerator i

template <>
struct Names<EventType> {
  static constexpr std::string_view kNames[] = {"joined",    "answered", "abandoned", "exited",
                                                "completed", "held",     "resumed",   "tagged",
                                                "staffed",   "agent",    "heartbeat"};
};
template <>
struct Names<Outcome> {
  static constexpr std::string_view kNames[] = {"answered",  "abandoned",   "timeout",
                                                "key",       "transferred", "empty",
                                                "withdrawn", "full",        "unknown"};
};
template <>
struct Names<AgentState> {
  static constexpr std::string_view kNames[] = {"available", "busy", "paused", "offline"};
};
template <>
struct Names<ReportType> {
  static constexpr std::string_view kNames[] = {"opened", "updated", "closed"};
};
template <>
struct Names<VerdictType> {
  static constexpr std::string_view kNames[] = {"confirmed", "rejected", "false_alarm"};
};
template <>
struct Names<AlertKind> {
  static constexpr std::string_view kNames[] = {"surge",    "long_hold",     "silence",
                                                "feed_gap", "early_warning", "aggregate_surge"};
};
template <>
struct Names<AlertStatus> {
  static constexpr std::string_view kNames[] = {"firing", "updated", "resolved"};
};
template <>
struct Names<Severity> {
  static constexpr std::string_view kNames[] = {"warning", "critical"};
};
template <>
struct Names<Driver> {
  static constexpr std::string_view kNames[] = {"demand", "staffing", "handle_time", "feed"};
};

template <class E>
constexpr std::string_view to_string(E value) {
  return Names<E>::kNames[static_cast<std::size_t>(value)];
}

template <class E>
constexpr std::optional<E> from_string(std::string_view word) {
  std::size_t i = 0;
  for (std::string_view name : Names<E>::kNames) {
    if (name == word) return static_cast<E>(i);
    ++i;
  }
  return std::nullopt;
}

}  // namespace holdwatch
