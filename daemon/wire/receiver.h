#pragma once

#include <cstdint>
#include <string_view>

#include "model/call_event.h"
#include "model/disposition.h"
#include "model/incident.h"
#include "model/verdict.h"

namespace holdwatch::wire {

/// Input that could not be decoded.
struct Rejection {
  Disposition reason;
  std::uint64_t place = 0;  ///< line of the message, from 1; 0: it has no lines
  std::string_view detail;  ///< which element, what was found and what was expected
};

/// Whoever takes what a decoder finds, in the order of the bytes. An event's views are valid only
/// during the call.
class Receiver {
 public:
  virtual ~Receiver() = default;

  virtual void event(const CallEvent& event) = 0;
  virtual void incident(const IncidentReport& report) = 0;
  virtual void verdict(const Verdict& verdict) = 0;
  virtual void rejected(const Rejection& rejection) = 0;

  /// A numbered message, before its elements: who published it and which of its messages it is.
  /// Sequence 0 is unnumbered.
  virtual void numbered(std::string_view /*source*/, std::uint64_t /*sequence*/) {}

  /// The input that follows has a name of its own, unique among those of its publisher: a second
  /// one of that name is the same again.
  virtual void identified(std::string_view /*source*/, std::string_view /*id*/) {}

  /// The line, from 1, of the JSON document whose elements follow.
  virtual void at_line(std::uint64_t /*line*/) {}
};

}  // namespace holdwatch::wire
