#pragma once

#include <optional>
#include <string>

#include "app/report/digest.h"
#include "app/report/findings.h"
#include "model/settings.h"
#include "model/snapshot.h"

namespace holdwatch::report {

/// What a digest is made from. A surge counts for the day of its onset.
struct Material {
  const Findings& findings;
  const Snapshot& end;  ///< the engine's, after the last input
  const Settings& settings;
  Period period;
  std::optional<std::string> department;  ///< only what concerns this one

  std::chrono::local_days day_of(Time t) const {
    return std::chrono::floor<std::chrono::days>(settings.zone->to_local(t));
  }
  bool covers(Time t) const { return period.contains(day_of(t)); }
  bool concerns(const std::string& owner) const { return !department || *department == owner; }
  const IncidentSnapshot* incident(const std::string& id) const;
};

/// Throws std::runtime_error when there is no such department, naming those there are.
Digest make_digest(const Material& material);

/// Its parts: what was brought about (loads), single cases, and how far all this can be trusted.
void add_loads(Digest& digest, const Material& material);
void add_cases(Digest& digest, const Material& material);
void add_suggestions(Digest& digest, const Material& material);
void add_trust(Digest& digest, const Material& material);

}  // namespace holdwatch::report
