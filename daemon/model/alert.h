#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/incident.h"
#include "model/time.h"
#include "model/verdict.h"

namespace holdwatch {

/// A number with its 90 % interval.
struct Estimate {
  double estimate = 0;
  double low = 0;
  double high = 0;
};

/// A moment with its 90 % interval.
struct TimeEstimate {
  Time estimate;
  Time low;
  Time high;
};

enum class AlertKind : std::uint8_t {
  surge,
  long_hold,
  silence,
  feed_gap,
  early_warning,
  aggregate_surge
};
inline constexpr std::size_t kAlertKinds = 6;
enum class AlertStatus : std::uint8_t { firing, updated, resolved };
enum class Severity : std::uint8_t { warning, critical };

/// Why callers wait: more calls, fewer agents, longer calls, or a feed that lost count.
enum class Driver : std::uint8_t { demand, staffing, handle_time, feed };
inline constexpr std::size_t kDrivers = 4;

/// A suspect, or "none of the reported incidents" when `incident` is absent.
struct Cause {
  std::optional<std::string> incident;
  std::optional<std::string> department;
  std::optional<std::string> category;
  double probability = 0;
  Estimate excess_calls;
  std::string reason;  ///< why this one, in words
};

/// An incident that nobody reported, as the calls themselves show it.
struct SuspectedIncident {
  std::string department;  ///< the likely owner; empty when the calls don't say
  std::string category;    ///< likewise
  Scope scope;             ///< what the calls cluster on
  double lift = 0;         ///< how many times the usual share of the calls name it
};

/// One change of an alert, whole: what every sink sends.
struct AlertChange {
  Time time;
  AlertKind kind = AlertKind::surge;
  AlertStatus status = AlertStatus::firing;
  std::string id;     ///< deterministic: kind, queue and opening time, hashed
  std::string queue;  ///< empty: of several, see `scope`
  /// Of an aggregate surge: `group`, and `queues` where more came than usual; of a feed: `source`.
  Scope scope;
  Severity severity = Severity::warning;
  Time opened;
  std::optional<TimeEstimate> onset;
  std::optional<Driver> driver;
  std::optional<Estimate> excess_calls;
  std::uint32_t waiting = 0;
  double longest_wait_seconds = 0;
  std::optional<double> expected_wait_seconds;
  std::string pattern;  ///< `short_calls` (a surge), `collapse` (a silence), or empty
  std::string phase;    ///< of a long hold: `waiting` or `held`
  int step = 0;         ///< of a long hold: how far it has escalated
  std::optional<std::string> acknowledged_by;
  std::optional<VerdictType> verdict;           ///< what a person found out
  std::optional<std::string> verdict_incident;  ///< about which incident; absent: none of them
  std::vector<Cause> causes;  ///< by probability, summing to 1; empty unless the driver is demand
  std::optional<Estimate> still_to_come;       ///< calls, if the first cause is the right one
  std::optional<SuspectedIncident> suspected;  ///< when nothing reported fits, but calls cluster
  std::string story;
  std::string data;
  std::string request;
};

/// Keeps what is said of an alert: its end stays its end, whatever is told of it later.
inline void keep(AlertChange& kept, const AlertChange& change) {
  const bool is_over = kept.status == AlertStatus::resolved;
  kept = change;
  if (is_over) kept.status = AlertStatus::resolved;
}

/// The queue, the group of queues or the feed that an alert is about.
inline std::string_view subject(const AlertChange& change) {
  for (const char* name : {"group", "source"}) {
    const auto found = change.scope.find(name);
    if (found != change.scope.end()) return found->second.front();
  }
  return change.queue;
}

}  // namespace holdwatch
