#include "wire/alert_json.h"

#include "model/names.h"
#include "wire/json_writer.h"
#include "wire/scope_json.h"

namespace holdwatch::wire {

namespace {

constexpr int kCallDecimals = 1;
constexpr int kSecondDecimals = 1;
constexpr int kProbabilityDecimals = 3;
constexpr int kLiftDecimals = 1;

void write(JsonWriter& json, const TimeEstimate& value) {
  json.open_object();
  json.time("estimate", value.estimate);
  json.time("low", value.low);
  json.time("high", value.high);
  json.close_object();
}

void write(JsonWriter& json, const Estimate& value) {
  json.open_object();
  json.number("estimate", value.estimate, kCallDecimals);
  json.number("low", value.low, kCallDecimals);
  json.number("high", value.high, kCallDecimals);
  json.close_object();
}

void write_or_null(JsonWriter& json, std::string_view name,
                   const std::optional<std::string>& value) {
  if (value) {
    json.text(name, *value);
  } else {
    json.null(name);
  }
}

void write(JsonWriter& json, const Cause& cause) {
  json.open_object();
  write_or_null(json, "incident", cause.incident);
  write_or_null(json, "department", cause.department);
  write_or_null(json, "category", cause.category);
  json.number("probability", cause.probability, kProbabilityDecimals);
  json.key("excess_calls");
  write(json, cause.excess_calls);
  json.text("reason", cause.reason);
  json.close_object();
}

void write(JsonWriter& json, const SuspectedIncident& suspected) {
  json.open_object();
  if (!suspected.department.empty()) json.text("department", suspected.department);
  if (!suspected.category.empty()) json.text("category", suspected.category);
  write_scope(json, suspected.scope);
  json.number("lift", suspected.lift, kLiftDecimals);
  json.close_object();
}

void write_identity(JsonWriter& json, const AlertChange& change) {
  json.time("time", change.time);
  json.text("alert", to_string(change.kind));
  json.text("status", to_string(change.status));
  json.text("id", change.id);
  if (change.scope.empty()) {
    json.text("queue", change.queue);
  } else {
    json.null("queue");
    write_scope(json, change.scope);
  }
  json.text("severity", to_string(change.severity));
  json.time("opened", change.opened);
}

void write_findings(JsonWriter& json, const AlertChange& change) {
  if (change.onset) json.key("onset"), write(json, *change.onset);
  if (change.driver) json.text("driver", to_string(*change.driver));
  if (change.excess_calls) json.key("excess_calls"), write(json, *change.excess_calls);
  json.whole("waiting", change.waiting);
  json.number("longest_wait_seconds", change.longest_wait_seconds, kSecondDecimals);
  if (change.expected_wait_seconds) {
    json.number("expected_wait_seconds", *change.expected_wait_seconds, kSecondDecimals);
  }
}

void write_causes(JsonWriter& json, const std::vector<Cause>& causes) {
  json.key("causes");
  json.open_array();
  for (const Cause& cause : causes) write(json, cause);
  json.close_array();
}

void write_outlook(JsonWriter& json, const AlertChange& change) {
  if (change.still_to_come) json.key("still_to_come"), write(json, *change.still_to_come);
  if (change.suspected) json.key("suspected"), write(json, *change.suspected);
}

void write_message(JsonWriter& json, const AlertChange& change) {
  json.text("story", change.story);
  json.text("data", change.data);
  json.text("request", change.request);
}

void write_particulars(JsonWriter& json, const AlertChange& change) {
  if (!change.pattern.empty()) json.text("pattern", change.pattern);
  if (!change.phase.empty()) json.text("phase", change.phase);
  if (change.step > 0) json.whole("step", static_cast<std::uint64_t>(change.step));
  if (change.acknowledged_by) json.text("acknowledged_by", *change.acknowledged_by);
  if (!change.verdict) return;
  json.text("verdict", to_string(*change.verdict));
  if (change.verdict_incident) {
    json.text("verdict_incident", *change.verdict_incident);
  } else {
    json.null("verdict_incident");
  }
}

}  // namespace

std::string to_json(const AlertChange& change) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  write_identity(json, change);
  write_findings(json, change);
  write_causes(json, change.causes);
  write_outlook(json, change);
  write_message(json, change);
  write_particulars(json, change);
  json.close_object();
  return out;
}

std::string as_resolved(std::string change) {
  constexpr std::string_view kUpdated = R"("status":"updated")";
  const std::size_t status = change.find(kUpdated);  // it comes before any free text
  if (status == std::string::npos || status > change.find(R"("id":)")) return change;
  return change.replace(status, kUpdated.size(), R"("status":"resolved")");
}

}  // namespace holdwatch::wire
