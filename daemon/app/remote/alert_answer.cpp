#include "app/remote/alert_answer.h"

#include "model/names.h"

namespace holdwatch::remote {

namespace {

template <class E>
std::optional<E> maybe_word(const JsonObject& json, std::string_view name) {
  const auto word = json.maybe_text(name);
  return word ? from_string<E>(*word) : std::nullopt;
}

template <class E>
E word(const JsonObject& json, std::string_view name) {
  return maybe_word<E>(json, name).value_or(E{});
}

Estimate read_estimate(const JsonObject& json) {
  return {json.number("estimate"), json.number("low"), json.number("high")};
}

std::optional<Estimate> maybe_estimate(const JsonObject& json, std::string_view name) {
  if (!json.has_object(name)) return std::nullopt;
  return read_estimate(json.object(name));
}

Cause read_cause(const JsonObject& json) {
  return {json.maybe_text("incident"),
          json.maybe_text("department"),
          json.maybe_text("category"),
          json.number("probability"),
          read_estimate(json.object("excess_calls")),
          json.text("reason")};
}

void read_findings(const JsonObject& json, AlertChange& change) {
  if (json.has_object("onset")) {
    const JsonObject onset = json.object("onset");
    change.onset = TimeEstimate{onset.time("estimate"), onset.time("low"), onset.time("high")};
  }
  change.driver = maybe_word<Driver>(json, "driver");
  change.excess_calls = maybe_estimate(json, "excess_calls");
  change.waiting = static_cast<std::uint32_t>(json.count("waiting"));
  change.longest_wait_seconds = json.number("longest_wait_seconds");
  change.expected_wait_seconds = json.maybe_number("expected_wait_seconds");
  change.causes = json.list("causes", read_cause);
  change.still_to_come = maybe_estimate(json, "still_to_come");
  if (!json.has_object("suspected")) return;
  const JsonObject suspected = json.object("suspected");
  change.suspected =
      SuspectedIncident{suspected.text("department"), suspected.text("category"),
                        read_scope(suspected.object("scope")), suspected.number("lift")};
}

void read_particulars(const JsonObject& json, AlertChange& change) {
  change.pattern = json.text("pattern");
  change.phase = json.text("phase");
  change.step = static_cast<int>(json.count("step"));
  change.acknowledged_by = json.maybe_text("acknowledged_by");
  change.verdict = maybe_word<VerdictType>(json, "verdict");
  change.verdict_incident = json.maybe_text("verdict_incident");
}

}  // namespace

Scope read_scope(const JsonObject& json) {
  Scope scope;
  for (const std::string& name : json.names()) scope[name] = json.texts(name);
  return scope;
}

AlertChange read_alert(const JsonObject& json) {
  AlertChange change;
  change.time = json.time("time");
  change.kind = word<AlertKind>(json, "alert");
  change.status = word<AlertStatus>(json, "status");
  change.id = json.text("id");
  change.queue = json.text("queue");
  change.scope = read_scope(json.object("scope"));
  change.severity = word<Severity>(json, "severity");
  change.opened = json.time("opened");
  read_findings(json, change);
  change.story = json.text("story");
  change.data = json.text("data");
  change.request = json.text("request");
  read_particulars(json, change);
  return change;
}

}  // namespace holdwatch::remote
