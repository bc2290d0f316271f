#include <set>

#include "sinks/api/count_band.h"
#include "sinks/api/views.h"
#include "wire/alert_json.h"
#include "wire/json_writer.h"

namespace holdwatch::api {

namespace {

using wire::JsonWriter;

constexpr int kCallDecimals = 2;

void write_point(JsonWriter& json, const ExpectedCalls& calls, double spread) {
  const CountBand band = count_band(calls.expected, spread);
  json.open_object();
  json.time("from", calls.from);
  json.time("to", calls.to);
  json.whole("calls", calls.offered);
  json.number("expected", calls.expected, kCallDecimals);
  json.whole("low", band.low);
  json.whole("high", band.high);
  json.close_object();
}

void write_curve(JsonWriter& json, const Snapshot& snapshot, std::string_view alert) {
  json.key("curve");
  json.open_array();
  for (const SurgeCurve& curve : snapshot.curves) {
    if (curve.alert != alert) continue;
    for (const ExpectedCalls& calls : curve.calls) write_point(json, calls, curve.spread);
  }
  json.close_array();
}

void write_incident(JsonWriter& json, const Snapshot& snapshot, const IncidentSnapshot& incident) {
  json.open_object();
  write_incident_head(json, snapshot, incident);
  json.text("summary", incident.summary);
  json.close_object();
}

void write_incidents(JsonWriter& json, const Snapshot& snapshot, const AlertChange& surge) {
  std::set<std::string_view> named;
  for (const Cause& cause : surge.causes) {
    if (cause.incident) named.insert(*cause.incident);
  }
  json.key("incidents");
  json.open_array();
  for (const IncidentSnapshot& incident : snapshot.incidents) {
    if (named.contains(incident.id)) write_incident(json, snapshot, incident);
  }
  json.close_array();
}

}  // namespace

std::string open_surges(const Snapshot& snapshot) {
  std::string out;
  JsonWriter json(out);
  json.key("surges");
  json.open_array();
  for (const AlertChange& alert : snapshot.alerts) {
    if (!is_surge(alert) || !is_open(alert)) continue;
    json.open_object();
    json.key("alert");
    json.raw(wire::to_json(alert));
    write_curve(json, snapshot, alert.id);
    write_incidents(json, snapshot, alert);
    json.close_object();
  }
  json.close_array();
  return out;
}

std::string curve(const Snapshot& snapshot, std::string_view alert) {
  std::string out;
  JsonWriter json(out);
  write_curve(json, snapshot, alert);
  return out;
}

}  // namespace holdwatch::api
