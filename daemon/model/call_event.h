#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/time.h"

namespace holdwatch {

/// Which configured source an input came from: its place in the configuration.
using SourceId = std::uint16_t;

enum class EventType : std::uint8_t {
  joined,
  answered,
  abandoned,
  exited,
  completed,
  held,
  resumed,
  tagged,
  staffed,
  agent,
  heartbeat,
};

/// How a caller left the queue. `answered` and `abandoned` are event types of their own on the
/// wire; the others are outcomes of `exited`.
enum class Outcome : std::uint8_t {
  answered,
  abandoned,
  timeout,
  key,
  transferred,
  empty,
  withdrawn,
  full,  ///< refused: never joined, still offered demand
  unknown,
};
inline constexpr std::size_t kOutcomes = 9;

enum class AgentState : std::uint8_t { available, busy, paused, offline };
inline constexpr std::size_t kAgentStates = 4;

struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// One event of a call or an agent. Text is a view into the message it was decoded from and is
/// valid only during the call that hands the event over. Absent text is empty.
struct CallEvent {
  Time time;
  EventType type = EventType::heartbeat;
  Outcome outcome = Outcome::unknown;              ///< of `exited`
  AgentState agent_state = AgentState::available;  ///< of `agent`
  std::uint32_t agents = 0;                        ///< of `staffed`
  std::uint32_t position = 0;                      ///< of `joined`; 0: not said
  std::optional<double> talk_seconds;              ///< of `completed`
  std::string_view queue;
  std::string_view call;
  std::string_view caller;
  std::string_view agent;
  std::span<const Attribute> attributes;
};

}  // namespace holdwatch
