#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace holdwatch {

/// Attribute values that an incident touches, by attribute name. Empty means everything.
using Scope = std::map<std::string, std::vector<std::string>>;

enum class ReportType : std::uint8_t { opened, updated, closed };

/// What a department says of an incident upstream. `time` is when it was reported, `started` when
/// it began. `closed` needs only `time`, `type` and `id`; an `updated` keeps what it leaves out.
struct IncidentReport {
  Time time;
  ReportType type = ReportType::opened;
  std::string id;
  std::string category;
  std::string department;  ///< empty: the category's own
  std::optional<Time> started;
  std::optional<Scope> scope;
  std::optional<double> affected;  ///< customers
  std::string summary;
  std::string url;
};

}  // namespace holdwatch
