#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/disposition.h"
#include "model/incident.h"
#include "model/settings.h"
#include "model/snapshot.h"

namespace holdwatch::core {

/// What has been reported upstream so far, in the order of first report. Bounded: at the limit the
/// closed incident reported longest ago makes room; when none is closed, a new one is refused.
class IncidentRegistry {
 public:
  /// `settings` (the catalogue and the limit) must outlive the registry.
  explicit IncidentRegistry(const Settings& settings) : settings_(settings) {}

  /// A second `opened` of a known id counts as an update.
  Disposition report(const IncidentReport& report);

  /// Null when never reported or no longer kept; valid until the next report.
  const IncidentSnapshot* find(std::string_view id) const;
  const std::vector<IncidentSnapshot>& all() const { return incidents_; }
  /// Grows with every accepted report.
  std::uint64_t reports() const { return reports_; }

  const Category* category(std::string_view name) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(incidents_, reports_);
  }

 private:
  Disposition open(const IncidentReport& report);
  bool make_room();
  void fill_in(IncidentSnapshot& incident, const IncidentReport& report) const;

  const Settings& settings_;
  std::vector<IncidentSnapshot> incidents_;
  std::uint64_t reports_ = 0;
};

}  // namespace holdwatch::core
