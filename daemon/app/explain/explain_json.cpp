#include "app/explain/explain_text.h"
#include "model/names.h"
#include "wire/alert_json.h"
#include "wire/json_writer.h"

namespace holdwatch::explain {

namespace {

using wire::JsonWriter;

constexpr int kDecimals = 3;

void write(JsonWriter& json, std::string_view name, const Estimate& e) {
  json.key(name);
  json.open_object();
  json.number("estimate", e.estimate, 1);
  json.number("low", e.low, 1);
  json.number("high", e.high, 1);
  json.close_object();
}

void write(JsonWriter& json, std::string_view name, const DetectionEvidence& d) {
  json.key(name);
  json.open_object();
  json.time("time", d.time);
  json.number("score", d.score, kDecimals);
  json.number("threshold_open_minutes", d.threshold_open_minutes, 1);
  json.number("calls_factor", d.calls_factor, kDecimals);
  d.agents ? json.number("agents", *d.agents, 1) : json.null("agents");
  json.number("usual_agents", d.usual_agents, 1);
  json.number("handle_time_factor", d.handle_time_factor, kDecimals);
  json.number("level_sd", d.level_sd, kDecimals);
  json.key("calls");
  json.open_array();
  for (const ExpectedCalls& c : d.calls) {
    json.open_object();
    json.time("from", c.from);
    json.time("to", c.to);
    json.number("expected", c.expected, 2);
    json.whole("offered", c.offered);
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

void write(JsonWriter& json, const SuspectEvidence& s) {
  json.open_object();
  json.text("incident", s.incident);
  json.text("department", s.department);
  json.text("category", s.category);
  json.time("started", s.started);
  json.time("reported", s.reported);
  json.boolean("began_in_time", s.began_in_time);
  json.number("makes_calls", s.makes_calls, kDecimals);
  json.number("lands_here", s.lands_here, kDecimals);
  json.number("lag_share", s.lag_share, kDecimals);
  json.number("expected_calls", s.expected_calls, 1);
  json.key("scope");
  json.open_array();
  for (const ScopeEvidence& scope : s.scope) {
    json.open_object();
    json.text("attribute", scope.attribute);
    json.text("values", scope.values);
    json.number("extra_share", scope.extra_share, kDecimals);
    json.number("usual_share", scope.usual_share, kDecimals);
    json.close_object();
  }
  json.close_array();
  json.number("log_likelihood", s.log_likelihood, kDecimals);
  json.boolean("fitted", s.fitted);
  json.number("probability", s.probability, kDecimals);
  write(json, "excess_calls", s.excess_calls);
  json.close_object();
}

}  // namespace

std::string to_json(const Course& course) {
  // An alert is already JSON where it stands alone; here its changes are parts of a whole.
  std::string out = "{\"changes\":[";
  for (const AlertChange& change : course.changes) {
    if (out.back() != '[') out += ',';
    out += wire::to_json(change);
  }
  out += "],\"evidence\":";
  JsonWriter json(out);
  json.open_object();
  if (course.evidence) {
    if (course.at_first) write(json, "at_first", *course.at_first);
    if (course.evidence->detection) write(json, "at_last", *course.evidence->detection);
    json.key("suspects");
    json.open_array();
    for (const SuspectEvidence& s : course.evidence->suspects) write(json, s);
    json.close_array();
  }
  json.close_object();
  return out + "}\n";
}

std::string to_json(const CategoryModel& category, const CauseModel& model) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.text("category", category.name);
  json.text("department", category.department);
  json.whole("confirmed", category.confirmed);
  json.whole("rejected", category.rejected);
  json.number("makes_calls", category.makes_calls, kDecimals);
  json.number("calls_per_affected", category.calls_per_affected, kDecimals);
  json.key("lag");
  json.open_object();
  json.number("low_seconds", to_seconds(category.lag.low), 0);
  json.number("median_seconds", to_seconds(category.lag.median), 0);
  json.number("high_seconds", to_seconds(category.lag.high), 0);
  json.key("cases");
  json.open_array();
  for (const double weight : category.lag.cases) json.number(weight, kDecimals);
  json.close_array();
  json.close_object();
  json.key("lands_in");
  json.open_object();
  for (const auto& [queue, p] : category.lands_in) json.number(queue, p, kDecimals);
  json.close_object();
  json.number("unreported_share", model.unreported_share, kDecimals);
  json.number("error_rate", model.error_rate, kDecimals);
  json.number("temperature", model.temperature, kDecimals);
  json.close_object();
  return out + "\n";
}

}  // namespace holdwatch::explain
