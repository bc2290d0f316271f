#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/remote/server.h"
#include "model/incident.h"

namespace holdwatch::remote {

/// An incident as it is told on the command line.
struct NewIncident {
  Server server;
  std::string id;
  std::string category;
  std::string department;
  std::optional<std::string> started;  ///< RFC 3339, or how long ago
  std::vector<std::string> scope;      ///< NAME=VALUE
  std::optional<double> affected;
  std::string summary;
  std::string url;
  bool is_update = false;
  bool is_dry_run = false;
};

/// The report that it makes at `now`; else what is wrong with it, for the operator.
tl::expected<IncidentReport, std::string> to_report(const NewIncident& incident, Time now);

/// Each tells the daemon, says that it was taken, and returns the exit status.
int report_incident(const NewIncident& incident);
int close_incident(const NewIncident& incident);

}  // namespace holdwatch::remote
