#include "core/causes/incident_registry.h"

#include <algorithm>

namespace holdwatch::core {

Disposition IncidentRegistry::report(const IncidentReport& report) {
  auto known = std::find_if(incidents_.begin(), incidents_.end(),
                            [&](const IncidentSnapshot& i) { return i.id == report.id; });
  if (known == incidents_.end()) {
    if (report.type != ReportType::opened) return Disposition::unknown_incident;
    return open(report);
  }
  fill_in(*known, report);
  known->closed = report.type == ReportType::closed;
  ++reports_;
  return Disposition::accepted;
}

Disposition IncidentRegistry::open(const IncidentReport& report) {
  if (incidents_.size() >= settings_.limits.incidents && !make_room()) return Disposition::too_many;
  IncidentSnapshot incident;
  incident.id = report.id;
  incident.started = report.time;
  incident.reported = report.time;
  fill_in(incident, report);
  incidents_.push_back(std::move(incident));
  ++reports_;
  return Disposition::accepted;
}

bool IncidentRegistry::make_room() {
  auto oldest = std::find_if(incidents_.begin(), incidents_.end(),
                             [](const IncidentSnapshot& i) { return i.closed; });
  if (oldest == incidents_.end()) return false;
  incidents_.erase(oldest);
  return true;
}

void IncidentRegistry::fill_in(IncidentSnapshot& incident, const IncidentReport& report) const {
  if (!report.category.empty()) incident.category = report.category;
  if (!report.department.empty()) incident.department = report.department;
  if (const Category* known = category(incident.category);
      known != nullptr && incident.department.empty()) {
    incident.department = known->department;
  }
  if (report.started) incident.started = *report.started;
  if (report.scope) incident.scope = *report.scope;
  if (report.affected) incident.affected = report.affected;
  if (!report.summary.empty()) incident.summary = report.summary;
}

const IncidentSnapshot* IncidentRegistry::find(std::string_view id) const {
  auto it = std::find_if(incidents_.begin(), incidents_.end(),
                         [&](const IncidentSnapshot& i) { return i.id == id; });
  return it == incidents_.end() ? nullptr : &*it;
}

const Category* IncidentRegistry::category(std::string_view name) const {
  auto it = std::find_if(settings_.categories.begin(), settings_.categories.end(),
                         [&](const Category& c) { return c.name == name; });
  return it == settings_.categories.end() ? nullptr : &*it;
}

}  // namespace holdwatch::core
