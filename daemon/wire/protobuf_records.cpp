#include "wire/protobuf_records.h"

#include <fmt/format.h>

#include "model/names.h"
#include "wire/limits.h"
#include "wire/protobuf_fields.h"
#include "wire/required.h"
#include "wire/text.h"

namespace holdwatch::wire {

namespace {

using protozero::pbf_message;
using protozero::pbf_wire_type;

// A field of a known number with another wire type is passed over like an unknown one.
template <class T>
constexpr std::uint32_t varint(T tag) {
  return protozero::tag_and_type(tag, pbf_wire_type::varint);
}
template <class T>
constexpr std::uint32_t bytes(T tag) {
  return protozero::tag_and_type(tag, pbf_wire_type::length_delimited);
}
template <class T>
constexpr std::uint32_t fixed64(T tag) {
  return protozero::tag_and_type(tag, pbf_wire_type::fixed64);
}

// Keeps the first thing that is wrong, so that a message is read straight through.
class Checks {
 public:
  void fail(Problem problem) {
    if (!problem_) problem_ = std::move(problem);
  }
  void missing(std::string_view what) {
    fail({Disposition::missing_field, fmt::format("{}: needed, but absent", what)});
  }
  void invalid(std::string_view what, std::string_view found) {
    fail({Disposition::invalid_value, fmt::format("{}: {} is out of range", what, found)});
  }

  std::string_view text(std::string_view value, std::string_view what) {
    if (auto problem = check_text(value, what)) fail(*std::move(problem));
    return value;
  }
  std::string_view long_text(std::string_view value, std::string_view what) {
    if (value.size() > kMaxSummaryBytes) {
      fail({Disposition::oversized, fmt::format("{}: {} bytes, at most {} are taken", what,
                                                value.size(), kMaxSummaryBytes)});
    }
    if (!is_utf8(value)) fail({Disposition::malformed, fmt::format("{}: invalid UTF-8", what)});
    return value;
  }
  Time time(std::int64_t micros, std::string_view what) {
    const Time time{std::chrono::microseconds{micros}};
    if (!is_plausible(time)) invalid(what, fmt::to_string(micros));
    return time;
  }
  double number(double value, double max, std::string_view what) {
    if (!(value >= 0 && value <= max)) invalid(what, fmt::to_string(value));
    return value;
  }
  std::uint32_t whole(std::uint32_t value, std::string_view what) {
    if (value > kMaxAgents) invalid(what, fmt::to_string(value));
    return value;
  }

  const std::optional<Problem>& problem() const { return problem_; }

 private:
  std::optional<Problem> problem_;
};

// The schema's 0 is "not said"; from 1 on its enumerators follow the model's from `first` on.
template <class E>
E enumerator(std::int32_t value, E first, std::size_t count, std::string_view what,
             Disposition unknown, Checks& checks) {
  if (value == 0) checks.missing(what);
  const bool known = value >= 1 && static_cast<std::size_t>(value) <= count;
  if (!known) {
    checks.fail({unknown, fmt::format("{}: {} is none of the schema's", what, value)});
    return first;
  }
  return static_cast<E>(static_cast<std::int32_t>(first) + value - 1);
}

template <class E>
constexpr std::size_t kCount = std::size(Names<E>::kNames);

void read_attribute(std::string_view message, AttributeList& attributes, Checks& checks) {
  std::string_view name;
  std::string_view value;
  pbf_message<pb::Attribute> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case bytes(pb::Attribute::name):
        name = fields.get_view();
        break;
      case bytes(pb::Attribute::value):
        value = fields.get_view();
        break;
      default:
        fields.skip();
    }
  }
  if (auto problem = attributes.add(name, value)) checks.fail(*std::move(problem));
}

// An event as the schema has it: fields of any type, and open what the model can't leave open.
struct RawEvent {
  CallEvent event;  // what every type may have
  std::string_view caller;
  std::uint32_t position = 0;
  std::optional<double> talk_seconds;
  std::optional<std::uint32_t> agents;
  std::int32_t type = 0;
  std::int32_t outcome = 0;
  std::int32_t state = 0;
  bool has_time = false;
};

void read_field(pbf_message<pb::Event>& fields, RawEvent& raw, AttributeList& attributes,
                Checks& checks) {
  CallEvent& event = raw.event;
  switch (fields.tag_and_type()) {
    case varint(pb::Event::time_us):
      event.time = checks.time(fields.get_int64(), "time_us");
      raw.has_time = true;
      break;
    case varint(pb::Event::type):
      raw.type = fields.get_enum();
      break;
    case bytes(pb::Event::queue):
      event.queue = checks.text(fields.get_view(), "queue");
      break;
    case bytes(pb::Event::call):
      event.call = checks.text(fields.get_view(), "call");
      break;
    case bytes(pb::Event::caller):
      raw.caller = checks.text(fields.get_view(), "caller");
      break;
    case bytes(pb::Event::agent):
      event.agent = checks.text(fields.get_view(), "agent");
      break;
    case varint(pb::Event::outcome):
      raw.outcome = fields.get_enum();
      break;
    case varint(pb::Event::position):
      raw.position = checks.whole(fields.get_uint32(), "position");
      break;
    case fixed64(pb::Event::talk_seconds):
      raw.talk_seconds = checks.number(fields.get_double(), kMaxTalkSeconds, "talk_seconds");
      break;
    case varint(pb::Event::agents):
      raw.agents = checks.whole(fields.get_uint32(), "agents");
      break;
    case varint(pb::Event::state):
      raw.state = fields.get_enum();
      break;
    case bytes(pb::Event::attributes):
      read_attribute(fields.get_view(), attributes, checks);
      break;
    default:
      fields.skip();
  }
}

// What only this type of event has.
void settle_particulars(const RawEvent& raw, CallEvent& event, Checks& checks) {
  switch (event.type) {
    case EventType::joined:
      event.caller = raw.caller;
      event.position = raw.position;
      break;
    case EventType::exited:
      event.outcome = enumerator(raw.outcome, Outcome::timeout, kOutcomes - 2, "outcome",
                                 Disposition::invalid_value, checks);
      break;
    case EventType::completed:
      event.talk_seconds = raw.talk_seconds;
      break;
    case EventType::staffed:
      if (!raw.agents) checks.missing("agents");
      event.agents = raw.agents.value_or(0);
      break;
    case EventType::agent:
      event.agent_state = enumerator(raw.state, AgentState::available, kAgentStates, "state",
                                     Disposition::invalid_value, checks);
      break;
    default:
      break;
  }
}

void settle(RawEvent& raw, Checks& checks) {
  CallEvent& event = raw.event;
  event.type = enumerator(raw.type, EventType::joined, kCount<EventType>, "type",
                          Disposition::unknown_type, checks);
  if (!raw.has_time) checks.missing("time_us");
  settle_particulars(raw, event, checks);
  if (const auto missing = missing_text(event); !missing.empty()) checks.missing(missing);
}

void read_scope_entry(std::string_view message, Scope& scope, Checks& checks) {
  std::string_view attribute;
  std::vector<std::string> values;
  pbf_message<pb::ScopeEntry> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case bytes(pb::ScopeEntry::attribute):
        attribute = checks.text(fields.get_view(), "scope");
        break;
      case bytes(pb::ScopeEntry::values):
        values.emplace_back(checks.text(fields.get_view(), "scope"));
        break;
      default:
        fields.skip();
    }
  }
  if (values.size() > kMaxScopeValues) {
    checks.fail({Disposition::oversized, "scope: too many values"});
  }
  auto& all = scope[std::string(attribute)];
  all.insert(all.end(), values.begin(), values.end());
}

struct RawIncident {
  IncidentReport report;
  std::int32_t type = 0;
  bool has_time = false;
};

void read_field(pbf_message<pb::Incident>& fields, RawIncident& raw, Checks& checks) {
  IncidentReport& report = raw.report;
  switch (fields.tag_and_type()) {
    case varint(pb::Incident::time_us):
      report.time = checks.time(fields.get_int64(), "time_us");
      raw.has_time = true;
      break;
    case varint(pb::Incident::type):
      raw.type = fields.get_enum();
      break;
    case bytes(pb::Incident::id):
      report.id = checks.text(fields.get_view(), "id");
      break;
    case bytes(pb::Incident::category):
      report.category = checks.text(fields.get_view(), "category");
      break;
    case bytes(pb::Incident::department):
      report.department = checks.text(fields.get_view(), "department");
      break;
    case varint(pb::Incident::started_us):
      report.started = checks.time(fields.get_int64(), "started_us");
      break;
    case bytes(pb::Incident::scope):
      if (!report.scope) report.scope.emplace();
      read_scope_entry(fields.get_view(), *report.scope, checks);
      break;
    case fixed64(pb::Incident::affected):
      report.affected = checks.number(fields.get_double(), kMaxAffected, "affected");
      break;
    case bytes(pb::Incident::summary):
      report.summary = checks.long_text(fields.get_view(), "summary");
      break;
    case bytes(pb::Incident::url):
      report.url = checks.long_text(fields.get_view(), "url");
      break;
    default:
      fields.skip();
  }
}

void settle(RawIncident& raw, Checks& checks) {
  IncidentReport& report = raw.report;
  report.type = enumerator(raw.type, ReportType::opened, kCount<ReportType>, "type",
                           Disposition::unknown_type, checks);
  if (!raw.has_time) checks.missing("time_us");
  if (report.id.empty()) checks.missing("id");
  if (report.type == ReportType::opened && report.category.empty()) checks.missing("category");
}

}  // namespace

tl::expected<CallEvent, Problem> read_event(std::string_view message, AttributeList& attributes) {
  RawEvent raw;
  Checks checks;
  attributes.clear();
  pbf_message<pb::Event> fields(message);
  while (fields.next()) read_field(fields, raw, attributes, checks);
  raw.event.attributes = attributes.all();
  settle(raw, checks);
  if (checks.problem()) return tl::unexpected(*checks.problem());
  return raw.event;
}

tl::expected<IncidentReport, Problem> read_incident(std::string_view message) {
  RawIncident raw;
  Checks checks;
  pbf_message<pb::Incident> fields(message);
  while (fields.next()) read_field(fields, raw, checks);
  settle(raw, checks);
  if (checks.problem()) return tl::unexpected(*checks.problem());
  return std::move(raw.report);
}

}  // namespace holdwatch::wire
