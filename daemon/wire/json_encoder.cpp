#include "wire/json_encoder.h"

#include "model/names.h"
#include "wire/json_writer.h"
#include "wire/scope_json.h"

namespace holdwatch::wire {

namespace {

constexpr int kDecimals = 6;

void text_unless_empty(JsonWriter& json, std::string_view name, std::string_view value) {
  if (!value.empty()) json.text(name, value);
}

void write_attributes(JsonWriter& json, std::span<const Attribute> attributes) {
  if (attributes.empty()) return;
  json.key("attributes");
  json.open_object();
  for (const Attribute& attribute : attributes) json.text(attribute.name, attribute.value);
  json.close_object();
}

}  // namespace

std::string to_json(const CallEvent& event) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.time("time", event.time);
  json.text("type", to_string(event.type));
  text_unless_empty(json, "queue", event.queue);
  text_unless_empty(json, "call", event.call);
  text_unless_empty(json, "caller", event.caller);
  text_unless_empty(json, "agent", event.agent);
  if (event.type == EventType::exited) json.text("outcome", to_string(event.outcome));
  if (event.position > 0) json.whole("position", event.position);
  if (event.talk_seconds) json.number("talk_seconds", *event.talk_seconds, kDecimals);
  if (event.type == EventType::staffed) json.whole("agents", event.agents);
  if (event.type == EventType::agent) json.text("state", to_string(event.agent_state));
  write_attributes(json, event.attributes);
  json.close_object();
  return out;
}

std::string to_json(const IncidentReport& report) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.time("time", report.time);
  json.text("type", to_string(report.type));
  json.text("id", report.id);
  text_unless_empty(json, "category", report.category);
  text_unless_empty(json, "department", report.department);
  if (report.started) json.time("started", *report.started);
  if (report.scope) write_scope(json, *report.scope);
  if (report.affected) json.number("affected", *report.affected, kDecimals);
  text_unless_empty(json, "summary", report.summary);
  text_unless_empty(json, "url", report.url);
  json.close_object();
  return out;
}

std::string to_json(const Verdict& verdict) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.time("time", verdict.time);
  json.text("alert", verdict.alert);
  if (verdict.incident) {
    json.text("incident", *verdict.incident);
  } else {
    json.null("incident");
  }
  json.text("verdict", to_string(verdict.verdict));
  json.close_object();
  return out;
}

std::string to_json(const Acknowledgement& acknowledgement) {
  std::string out;
  JsonWriter json(out);
  json.open_object();
  json.time("time", acknowledgement.time);
  json.text("alert", acknowledgement.alert);
  text_unless_empty(json, "who", acknowledgement.who);
  json.close_object();
  return out;
}

}  // namespace holdwatch::wire
