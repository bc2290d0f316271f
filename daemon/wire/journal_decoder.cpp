#include "wire/journal_decoder.h"

#include <limits>
#include <optional>

#include "model/names.h"
#include "wire/journal_fields.h"
#include "wire/protobuf_checks.h"

namespace holdwatch::wire {

namespace {

using protozero::pbf_message;

constexpr std::uint32_t kMaxSourceId = std::numeric_limits<SourceId>::max();

/// Bytes that the encoder never writes.
struct NotOurs {};

Time moment(std::int64_t micros) {
  return Time{std::chrono::microseconds{micros}};
}

Time later(Time from, std::int64_t delta) {
  const auto sum = static_cast<std::uint64_t>(from.time_since_epoch().count()) +
                   static_cast<std::uint64_t>(delta);
  return moment(static_cast<std::int64_t>(sum));
}

/// The schema's enumerators from 1 on are the model's from `first` on.
template <class E>
E enumerator_of(std::int32_t number, E first) {
  const std::int64_t value = static_cast<std::int64_t>(first) + number - 1;
  if (value < 0 || value >= static_cast<std::int64_t>(kCount<E>)) throw NotOurs{};
  return static_cast<E>(value);
}

Attribute read_attribute(std::string_view message) {
  Attribute attribute;
  pbf_message<pb::Attribute> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case bytes(pb::Attribute::name):
        attribute.name = fields.get_view();
        break;
      case bytes(pb::Attribute::value):
        attribute.value = fields.get_view();
        break;
      default:
        fields.skip();
    }
  }
  return attribute;
}

void read_event_field(pbf_message<pb::Event>& fields, CallEvent& event,
                      std::vector<Attribute>& attributes) {
  switch (fields.tag_and_type()) {
    case varint(pb::Event::time_us):
      event.time = moment(fields.get_int64());
      break;
    case varint(pb::Event::type):
      event.type = enumerator_of(fields.get_enum(), EventType::joined);
      break;
    case bytes(pb::Event::queue):
      event.queue = fields.get_view();
      break;
    case bytes(pb::Event::call):
      event.call = fields.get_view();
      break;
    case bytes(pb::Event::caller):
      event.caller = fields.get_view();
      break;
    case bytes(pb::Event::agent):
      event.agent = fields.get_view();
      break;
    case varint(pb::Event::outcome):
      event.outcome = enumerator_of(fields.get_enum(), Outcome::timeout);
      break;
    case varint(pb::Event::position):
      event.position = fields.get_uint32();
      break;
    case fixed64(pb::Event::talk_seconds):
      event.talk_seconds = fields.get_double();
      break;
    case varint(pb::Event::agents):
      event.agents = fields.get_uint32();
      break;
    case varint(pb::Event::state):
      event.agent_state = enumerator_of(fields.get_enum(), AgentState::available);
      break;
    case bytes(pb::Event::attributes):
      attributes.push_back(read_attribute(fields.get_view()));
      break;
    default:
      fields.skip();
  }
}

CallEvent read_event(std::string_view message, std::vector<Attribute>& attributes) {
  CallEvent event;
  attributes.clear();
  pbf_message<pb::Event> fields(message);
  while (fields.next()) read_event_field(fields, event, attributes);
  event.attributes = attributes;
  return event;
}

void read_scope_entry(std::string_view message, Scope& scope) {
  std::string attribute;
  std::vector<std::string> values;
  pbf_message<pb::ScopeEntry> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case bytes(pb::ScopeEntry::attribute):
        attribute = fields.get_string();
        break;
      case bytes(pb::ScopeEntry::values):
        values.push_back(fields.get_string());
        break;
      default:
        fields.skip();
    }
  }
  const bool says_empty = attribute.empty() && values.empty();
  if (!says_empty) scope[attribute] = std::move(values);
}

void read_incident_field(pbf_message<pb::Incident>& fields, IncidentReport& report) {
  switch (fields.tag_and_type()) {
    case varint(pb::Incident::time_us):
      report.time = moment(fields.get_int64());
      break;
    case varint(pb::Incident::type):
      report.type = enumerator_of(fields.get_enum(), ReportType::opened);
      break;
    case bytes(pb::Incident::id):
      report.id = fields.get_string();
      break;
    case bytes(pb::Incident::category):
      report.category = fields.get_string();
      break;
    case bytes(pb::Incident::department):
      report.department = fields.get_string();
      break;
    case varint(pb::Incident::started_us):
      report.started = moment(fields.get_int64());
      break;
    case bytes(pb::Incident::scope):
      if (!report.scope) report.scope.emplace();
      read_scope_entry(fields.get_view(), *report.scope);
      break;
    case fixed64(pb::Incident::affected):
      report.affected = fields.get_double();
      break;
    case bytes(pb::Incident::summary):
      report.summary = fields.get_string();
      break;
    case bytes(pb::Incident::url):
      report.url = fields.get_string();
      break;
    default:
      fields.skip();
  }
}

IncidentReport read_incident(std::string_view message) {
  IncidentReport report;
  pbf_message<pb::Incident> fields(message);
  while (fields.next()) read_incident_field(fields, report);
  return report;
}

Verdict read_verdict(std::string_view message) {
  Verdict verdict;
  pbf_message<pb::Verdict> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case varint(pb::Verdict::time_us):
        verdict.time = moment(fields.get_int64());
        break;
      case bytes(pb::Verdict::alert):
        verdict.alert = fields.get_string();
        break;
      case bytes(pb::Verdict::incident):
        verdict.incident = fields.get_string();
        break;
      case varint(pb::Verdict::verdict):
        verdict.verdict = enumerator_of(fields.get_enum(), VerdictType::confirmed);
        break;
      default:
        fields.skip();
    }
  }
  return verdict;
}

Acknowledgement read_acknowledgement(std::string_view message) {
  Acknowledgement acknowledgement;
  pbf_message<pb::Acknowledgement> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case varint(pb::Acknowledgement::time_us):
        acknowledgement.time = moment(fields.get_int64());
        break;
      case bytes(pb::Acknowledgement::alert):
        acknowledgement.alert = fields.get_string();
        break;
      case bytes(pb::Acknowledgement::who):
        acknowledgement.who = fields.get_string();
        break;
      default:
        fields.skip();
    }
  }
  return acknowledgement;
}

struct RawRecord {
  std::int64_t clock_delta = 0;
  std::int64_t received_delta = 0;
  std::uint32_t source = 0;
  std::optional<JournalInput> input;
};

void read_record_field(pbf_message<pb::JournalRecord>& fields, RawRecord& raw,
                       std::vector<Attribute>& attributes) {
  switch (fields.tag_and_type()) {
    case varint(pb::JournalRecord::clock_delta_us):
      raw.clock_delta = fields.get_sint64();
      break;
    case varint(pb::JournalRecord::received_delta_us):
      raw.received_delta = fields.get_sint64();
      break;
    case varint(pb::JournalRecord::source):
      raw.source = fields.get_uint32();
      break;
    case bytes(pb::JournalRecord::event):
      raw.input = read_event(fields.get_view(), attributes);
      break;
    case bytes(pb::JournalRecord::incident):
      raw.input = read_incident(fields.get_view());
      break;
    case bytes(pb::JournalRecord::verdict):
      raw.input = read_verdict(fields.get_view());
      break;
    case bytes(pb::JournalRecord::acknowledgement):
      raw.input = read_acknowledgement(fields.get_view());
      break;
    case varint(pb::JournalRecord::missed):
      raw.input = Missed{fields.get_uint64()};
      break;
    case varint(pb::JournalRecord::feed_up):
      raw.input = FeedUp{fields.get_uint64() != 0};  // get_bool() reads beyond the end
      break;
    case varint(pb::JournalRecord::passed):
      fields.skip();
      raw.input = Passed{};
      break;
    case varint(pb::JournalRecord::feed_unheard):
      fields.get_uint64();
      raw.input = FeedUp{.is_up = false, .is_away = true};
      break;
    default:
      fields.skip();
  }
}

RawRecord read_record(std::string_view message, std::vector<Attribute>& attributes) {
  RawRecord raw;
  pbf_message<pb::JournalRecord> fields(message);
  while (fields.next()) read_record_field(fields, raw, attributes);
  if (!raw.input || raw.source > kMaxSourceId) throw NotOurs{};
  return raw;
}

}  // namespace

bool JournalDecoder::decode(std::string_view batch, const Take& take) try {
  Time last;
  pbf_message<pb::JournalBatch> fields(batch);
  while (fields.next()) {
    if (fields.tag_and_type() == varint(pb::JournalBatch::base_us)) {
      last = moment(fields.get_int64());
    } else if (fields.tag_and_type() == bytes(pb::JournalBatch::records)) {
      const RawRecord raw = read_record(fields.get_view(), attributes_);
      Stamp stamp;
      stamp.clock = later(last, raw.clock_delta);
      stamp.received_at = last = later(stamp.clock, raw.received_delta);
      stamp.source = static_cast<SourceId>(raw.source);
      take(stamp, *raw.input);
    } else {
      throw NotOurs{};
    }
  }
  return true;
} catch (const protozero::exception&) {
  return false;
} catch (const NotOurs&) {
  return false;
}

}  // namespace holdwatch::wire
