#include "sinks/delivery/maintenance.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "wire/rfc3339.h"

namespace holdwatch {

namespace {

std::optional<Time> read_time(config::Section& section, std::string_view key) {
  const std::string text = section.required_text(key);
  const auto time = wire::parse_rfc3339(text);
  if (!time && !text.empty()) {
    section.problem(key, fmt::format("found {}, expected a time as 2026-03-01T22:00:00Z",
                                     config::quoted(text)));
  }
  return time;
}

bool covers(const MaintenanceWindow& window, const std::string& queue) {
  return window.queues.empty() ||
         std::find(window.queues.begin(), window.queues.end(), queue) != window.queues.end();
}

}  // namespace

Maintenance read_maintenance(config::Section& root) {
  Maintenance maintenance;
  for (config::Section& section : root.list("maintenance")) {
    const auto from = read_time(section, "from");
    const auto to = read_time(section, "to");
    if (from && to && *to <= *from) section.problem("to", "expected a time after from");
    maintenance.push_back({from.value_or(Time{}), to.value_or(Time{}), section.texts("queues")});
    section.finish();
  }
  return maintenance;
}

bool is_under_maintenance(const Maintenance& maintenance, const AlertChange& change, Time now) {
  const auto members = change.scope.find("queues");
  const std::vector<std::string> queues =
      members == change.scope.end() ? std::vector{change.queue} : members->second;
  return std::any_of(maintenance.begin(), maintenance.end(), [&](const MaintenanceWindow& window) {
    return now >= window.from && now < window.to &&
           std::all_of(queues.begin(), queues.end(),
                       [&](const std::string& queue) { return covers(window, queue); });
  });
}

}  // namespace holdwatch
