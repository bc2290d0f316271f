#include "wire/protobuf_checks.h"
#include "wire/protobuf_records.h"
#include "wire/required.h"

namespace holdwatch::wire {

namespace {

using protozero::pbf_message;

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

}  // namespace holdwatch::wire
