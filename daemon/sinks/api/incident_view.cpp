#include <algorithm>
#include <map>

#include "sinks/api/views.h"
#include "wire/json_writer.h"
#include "wire/scope_json.h"

namespace holdwatch::api {

namespace {

using wire::JsonWriter;

constexpr int kAffectedDecimals = 3;

/// By incident: the alerts that name it as a cause.
using Naming = std::map<std::string_view, std::vector<std::string_view>>;

Naming naming(const Snapshot& snapshot) {
  Naming alerts;
  for (const AlertChange& alert : snapshot.alerts) {
    for (const Cause& cause : alert.causes) {
      if (cause.incident) alerts[*cause.incident].push_back(alert.id);
    }
  }
  return alerts;
}

void write_incident(JsonWriter& json, const Snapshot& snapshot, const IncidentSnapshot& incident,
                    const Naming& naming) {
  json.open_object();
  write_incident_head(json, snapshot, incident);
  json.time("reported", incident.reported);
  wire::write_scope(json, incident.scope);
  json.key("affected");
  incident.affected ? json.number(*incident.affected, kAffectedDecimals) : json.null();
  json.text("summary", incident.summary);
  json.boolean("open", !incident.closed);
  json.key("alerts");
  json.open_array();
  const auto alerts = naming.find(incident.id);
  if (alerts != naming.end()) {
    for (const std::string_view id : alerts->second) json.text(id);
  }
  json.close_array();
  json.close_object();
}

}  // namespace

std::string_view stage_of(const Snapshot& snapshot, std::string_view category) {
  const Catalogue& all = *snapshot.catalogue;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Category& known) { return known.name == category; });
  return found == all.end() ? std::string_view() : std::string_view(found->stage);
}

void write_incident_head(JsonWriter& json, const Snapshot& snapshot,
                         const IncidentSnapshot& incident) {
  json.text("id", incident.id);
  json.text("category", incident.category);
  json.text("department", incident.department);
  json.key("stage");
  const std::string_view stage = stage_of(snapshot, incident.category);
  stage.empty() ? json.null() : json.text(stage);
  json.time("started", incident.started);
}

std::string incidents(const Snapshot& snapshot, bool with_closed) {
  const Naming alerts = naming(snapshot);
  std::string out;
  JsonWriter json(out);
  json.key("incidents");
  json.open_array();
  for (auto i = snapshot.incidents.rbegin(); i != snapshot.incidents.rend(); ++i) {
    if (with_closed || !i->closed) write_incident(json, snapshot, *i, alerts);
  }
  json.close_array();
  return out;
}

}  // namespace holdwatch::api
