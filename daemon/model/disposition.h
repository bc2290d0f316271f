#pragma once

#include <cstdint>
#include <string_view>

namespace holdwatch {

/// What became of one input: accepted, or why not. Each reason is a label value of
/// `holdwatch_source_events_rejected_total` and a key of the replay's summary.
enum class Disposition : std::uint8_t {
  accepted,
  // Found by the decoders: the bytes are not an event.
  malformed,      ///< not the format at all (bad JSON, bad protobuf, wrong number of fields)
  missing_field,  ///< a field that this type needs is absent
  invalid_value,  ///< a field is there, with a value it can't have
  unknown_type,   ///< a type of event that nobody defined
  oversized,      ///< a line, message or text over its limit
  // Found by the core: an event, but not one that can be applied.
  too_old,           ///< more than the limit before the greatest time seen
  future,            ///< more than the limit ahead of the time of arrival
  duplicate,         ///< a `joined` of a call that waits already, or of a visit that has ended
  conflict,          ///< a second end of a wait that has ended
  unknown_call,      ///< an end without a `joined`
  unknown_incident,  ///< an `updated` or `closed` of an incident nobody opened
  unknown_alert,     ///< a verdict on an alert that is not kept
  too_many,          ///< a limit on what is kept is reached (queues, calls, incidents)
};
inline constexpr std::size_t kDispositions = 14;

constexpr std::string_view to_string(Disposition d) {
  constexpr std::string_view kNames[kDispositions] = {
      "accepted",     "malformed",        "missing_field", "invalid_value", "unknown_type",
      "oversized",    "too_old",          "future",        "duplicate",     "conflict",
      "unknown_call", "unknown_incident", "unknown_alert", "too_many"};
  return kNames[static_cast<std::size_t>(d)];
}

}  // namespace holdwatch
