#include "app/report/make_digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace holdwatch::report {

namespace {

std::set<std::string> known_departments(const Material& m) {
  std::set<std::string> names;
  for (const Category& category : m.settings.categories) names.insert(category.department);
  for (const IncidentSnapshot& incident : m.end.incidents) names.insert(incident.department);
  return names;
}

void check_department(const Material& m) {
  if (!m.department) return;
  const auto known = known_departments(m);
  if (known.contains(*m.department)) return;
  throw std::runtime_error(fmt::format("--department: found {}, expected one of {}", *m.department,
                                       fmt::join(known, ", ")));
}

void add_traffic(Digest& digest, const Material& m) {
  for (const auto& [day, traffic] : m.findings.traffic) {
    if (!m.period.contains(day)) continue;
    digest.traffic.offered += traffic.offered;
    digest.traffic.abandoned += traffic.abandoned;
    digest.traffic.wait_minutes += traffic.wait_minutes;
  }
}

}  // namespace

const IncidentSnapshot* Material::incident(const std::string& id) const {
  const auto found = std::find_if(end.incidents.begin(), end.incidents.end(),
                                  [&](const IncidentSnapshot& i) { return i.id == id; });
  return found == end.incidents.end() ? nullptr : &*found;
}

Digest make_digest(const Material& m) {
  check_department(m);
  Digest digest;
  digest.period = m.period;
  digest.zone = m.settings.zone;
  digest.seen_to = m.findings.seen_to;
  digest.department = m.department;
  digest.queues.assign(m.findings.queues.begin(), m.findings.queues.end());
  add_traffic(digest, m);
  add_loads(digest, m);
  add_cases(digest, m);
  add_suggestions(digest, m);
  add_trust(digest, m);
  return digest;
}

}  // namespace holdwatch::report
