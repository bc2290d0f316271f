#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/incident.h"
#include "model/time.h"

/// What happens in the simulated contact centre, and why: the truth behind the calls.
namespace holdwatch::demo {

inline constexpr std::size_t kSkus = 80;
/// The product that is on backorder when the live part begins.
inline constexpr std::size_t kSurgingSku = 42;
inline constexpr std::string_view kRegions[] = {"north", "east", "south", "west", "coast", "lakes"};

std::string sku_name(std::size_t sku);

struct CentreOptions {
  std::uint64_t seed = 1;
  Time history_from;
  Time live_from;
  Duration surge_after = std::chrono::seconds{15};  ///< from live_from on
};

struct QueuePlan {
  std::string name;
  double busiest_per_minute = 0;
  Duration mean_talk;
  Duration mean_patience;
  std::vector<std::string_view> reasons;
};

/// Calls that an incident adds to a queue: a rise, a plateau and an exponential fall.
struct Effect {
  std::size_t queue = 0;
  double calls_per_minute = 0;  ///< on the plateau
  Time from;
  Duration rise;
  Duration plateau;
  Duration fall;

  double rate_per_minute(Time t) const;
  Time end() const { return from + rise + plateau + 4 * fall; }
};

struct PlannedIncident {
  IncidentReport report;
  std::optional<Time> closed;
  std::optional<std::size_t> sku;
  std::optional<std::size_t> region;
  std::vector<std::string_view> reasons;
  std::optional<Effect> effect;  ///< none: a decoy, about which nobody calls
};

/// Agents who don't come to their shifts.
struct Absence {
  std::size_t queue = 0;
  Time from;
  Time to;
  double share = 0;  ///< of the queue's agents
};

struct Plan {
  CentreOptions options;
  std::vector<QueuePlan> queues;
  std::vector<PlannedIncident> incidents;  ///< by the time of their report
  std::vector<Absence> absences;
};

/// The usual calls per minute of a queue at `t`, before the chance of days and half hours. The
/// clock of the centre is set so that live_from falls into the late morning.
double usual_per_minute(const Plan& plan, std::size_t queue, Time t);

/// The share of a queue's agents that is there at `t`.
double presence(const Plan& plan, std::size_t queue, Time t);

/// The same options give the same plan. Among the incidents: a few that raised calls in the past,
/// about two decoys a day, and shortly before live_from the backorder whose calls surge
/// surge_after later, among fresh decoys.
Plan make_plan(const CentreOptions& options);

}  // namespace holdwatch::demo
