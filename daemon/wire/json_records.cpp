#include "wire/json_records.h"

#include <fmt/format.h>

#include "wire/required.h"
#include "wire/text.h"

namespace holdwatch::wire {

namespace {

using simdjson::SUCCESS;
using simdjson::dom::element;
using simdjson::dom::element_type;

tl::unexpected<Problem> refused(const JsonFields& fields) {
  return tl::unexpected(*fields.problem());
}

Outcome read_outcome(JsonFields& fields) {
  const auto outcome = fields.word<Outcome>(Field::outcome);
  if (outcome == Outcome::answered || outcome == Outcome::abandoned) {
    fields.invalid(Field::outcome, "how the caller left otherwise");
  }
  return fields.required(outcome, Field::outcome);
}

// What only this type of event has.
void read_particulars(JsonFields& fields, CallEvent& event) {
  switch (event.type) {
    case EventType::joined:
      event.caller = fields.text(Field::caller);
      event.position =
          static_cast<std::uint32_t>(fields.whole(Field::position, kMaxAgents).value_or(0));
      break;
    case EventType::exited:
      event.outcome = read_outcome(fields);
      break;
    case EventType::completed:
      event.talk_seconds = fields.number(Field::talk_seconds, kMaxTalkSeconds);
      break;
    case EventType::staffed:
      event.agents = static_cast<std::uint32_t>(
          fields.required(fields.whole(Field::agents, kMaxAgents), Field::agents));
      break;
    case EventType::agent:
      event.agent_state = fields.required(fields.word<AgentState>(Field::state), Field::state);
      break;
    default:
      break;
  }
}

std::optional<Problem> read_scope_values(element values, std::vector<std::string>& out,
                                         std::size_t& room) {
  simdjson::dom::array array;
  if (values.get(array) != SUCCESS) {
    return Problem{Disposition::invalid_value, "scope: expected lists of texts by attribute"};
  }
  for (const element value : array) {
    std::string_view text;
    if (value.get(text) != SUCCESS) {
      return Problem{Disposition::invalid_value, fmt::format("scope: expected text, found {}",
                                                             excerpt(simdjson::to_string(value)))};
    }
    if (auto problem = check_text(text, "scope")) return problem;
    if (room-- == 0) return Problem{Disposition::oversized, "scope: too many values"};
    out.emplace_back(text);
  }
  return std::nullopt;
}

std::optional<Problem> read_scope(element value, Scope& scope) {
  simdjson::dom::object object;
  if (value.get(object) != SUCCESS) {
    return Problem{Disposition::invalid_value, "scope: expected an object"};
  }
  std::size_t room = kMaxScopeValues;
  for (const auto& [attribute, values] : object) {
    if (auto problem = check_text(attribute, "scope")) return problem;
    if (auto problem = read_scope_values(values, scope[std::string(attribute)], room)) {
      return problem;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> JsonAttributes::as_text(element value, std::size_t slot) {
  auto& room = numbers_[slot];
  switch (value.type()) {
    case element_type::STRING:
      return std::string_view(value);
    case element_type::BOOL:
      return bool(value) ? "true" : "false";
    case element_type::INT64:
      return std::string_view(room.data(), fmt::format_to(room.data(), "{}", std::int64_t(value)));
    case element_type::UINT64:
      return std::string_view(room.data(), fmt::format_to(room.data(), "{}", std::uint64_t(value)));
    case element_type::DOUBLE:
      return std::string_view(room.data(), fmt::format_to(room.data(), "{}", double(value)));
    case element_type::NULL_VALUE:
      return "";
    default:
      return std::nullopt;
  }
}

std::optional<Problem> JsonAttributes::read(element value) {
  simdjson::dom::object object;
  if (value.get(object) != SUCCESS) {
    return Problem{Disposition::invalid_value, "attributes: expected an object"};
  }
  for (const auto& [name, found] : object) {
    const std::size_t slot = std::min(list_.all().size(), kMaxAttributes - 1);
    const auto text = as_text(found, slot);
    if (!text) {
      return Problem{Disposition::invalid_value,
                     fmt::format("attributes: {}: expected text or a number, found {}",
                                 excerpt(name), excerpt(simdjson::to_string(found)))};
    }
    if (auto problem = list_.add(name, *text)) return problem;
  }
  return std::nullopt;
}

tl::expected<CallEvent, Problem> read_event(JsonFields& fields, EventType type,
                                            JsonAttributes& attributes) {
  CallEvent event;
  event.type = type;
  event.time = fields.required(fields.time(Field::time), Field::time);
  event.queue = fields.text(Field::queue);
  event.call = fields.text(Field::call);
  event.agent = fields.text(Field::agent);
  read_particulars(fields, event);
  attributes.clear();
  if (fields.has(Field::attributes)) {
    if (auto problem = attributes.read(fields[Field::attributes])) fields.fail(*std::move(problem));
    event.attributes = attributes.all();
  }
  if (const auto missing = missing_text(event); !missing.empty()) {
    fields.fail({Disposition::missing_field, fmt::format("{}: needed, but absent", missing)});
  }
  if (fields.problem()) return refused(fields);
  return event;
}

tl::expected<IncidentReport, Problem> read_incident(JsonFields& fields, ReportType type) {
  IncidentReport report;
  report.type = type;
  report.time = fields.required(fields.time(Field::time), Field::time);
  report.id = fields.required(fields.text(Field::id), Field::id);
  report.category = fields.text(Field::category);
  if (type == ReportType::opened && report.category.empty()) fields.missing(Field::category);
  report.department = fields.text(Field::department);
  report.started = fields.time(Field::started);
  report.affected = fields.number(Field::affected, kMaxAffected);
  report.summary = fields.long_text(Field::summary);
  report.url = fields.long_text(Field::url);
  if (fields.has(Field::scope)) {
    auto problem = read_scope(fields[Field::scope], report.scope.emplace());
    if (problem) fields.fail(*std::move(problem));
  }
  if (fields.problem()) return refused(fields);
  return report;
}

tl::expected<Verdict, Problem> read_verdict(JsonFields& fields) {
  Verdict verdict;
  verdict.verdict = fields.required(fields.word<VerdictType>(Field::verdict), Field::verdict);
  if (fields.has(Field::incident)) verdict.incident = fields.text(Field::incident);
  if (fields.problem()) return refused(fields);
  return verdict;
}

tl::expected<Verdict, Problem> read_recorded_verdict(JsonFields& fields) {
  const Time time = fields.required(fields.time(Field::time), Field::time);
  const std::string_view alert = fields.required(fields.text(Field::alert), Field::alert);
  auto verdict = read_verdict(fields);
  if (!verdict) return verdict;
  verdict->time = time;
  verdict->alert = alert;
  return verdict;
}

tl::expected<Acknowledgement, Problem> read_acknowledgement(JsonFields& fields) {
  Acknowledgement acknowledgement;
  acknowledgement.who = fields.text(Field::who);
  if (fields.problem()) return refused(fields);
  return acknowledgement;
}

}  // namespace holdwatch::wire
