#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "model/incident.h"
#include "model/zone.h"
#include "wire/flat_json.h"
#include "wire/problem.h"

namespace holdwatch::incident_file {

/// Where a foreign record holds what Holdwatch needs: names of its columns. An empty name: it has
/// no such column.
struct IncidentMapping {
  std::string id = "id";
  std::string category = "category";
  std::string department = "department";
  std::string time = "time";  ///< when it was reported; without: when it began
  std::string started = "started";
  std::string closed = "closed";  ///< when it was closed; empty while it is open
  std::string affected = "affected";
  std::string summary = "summary";
  std::string url = "url";
  std::vector<std::pair<std::string, std::string>> scope = {{"sku", "sku"}, {"region", "region"}};
  char separator = ';';  ///< between the values of a scope in one column
  /// The records' words for our categories; others are taken as they are.
  std::vector<std::pair<std::string, std::string>> categories;
  std::shared_ptr<const Zone> zone =
      std::make_shared<const Zone>();  ///< of times without their own
};

/// What a record says of its incident.
struct ReportedIncident {
  IncidentReport opened;  ///< as it is now; the first of an id opens it, later ones update it
  std::optional<IncidentReport> closed;
};

/// Absent columns are empty. Times are RFC 3339, or `2026-02-14 10:20[:35]` by the mapping's zone.
tl::expected<ReportedIncident, wire::Problem> read_incident(std::span<const wire::NamedText> record,
                                                            const IncidentMapping& mapping);

}  // namespace holdwatch::incident_file
