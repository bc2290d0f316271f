#pragma once

#include <string>
#include <vector>

#include "config/section.h"
#include "model/alert.h"
#include "model/time.h"

namespace holdwatch {

/// Planned work: until it is over nobody is told of these queues' alerts, and afterwards of what is
/// still true.
struct MaintenanceWindow {
  Time from;
  Time to;
  std::vector<std::string> queues;  ///< empty: all, and the feeds
};
using Maintenance = std::vector<MaintenanceWindow>;

/// The list under `maintenance`: `{from: TIME, to: TIME, queues: [...]}`.
Maintenance read_maintenance(config::Section& root);

/// Whether an alert waits for the end of some planned work. A group's does when each of its queues
/// would.
bool is_under_maintenance(const Maintenance& maintenance, const AlertChange& change, Time now);

}  // namespace holdwatch
