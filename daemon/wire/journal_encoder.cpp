#include "wire/journal_encoder.h"

#include <array>

#include "wire/backward_writer.h"
#include "wire/journal_fields.h"
#include "wire/protobuf_writers.h"

namespace holdwatch::wire {

using protozero::pbf_builder;

namespace {

using Record = pbf_builder<pb::JournalRecord>;

/// Wraps around: an engine's clock begins at the least of all times.
std::int64_t difference(Time a, Time b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(micros(a)) -
                                   static_cast<std::uint64_t>(micros(b)));
}

void write_stamp(Record& record, const Stamp& stamp, Time last) {
  const std::int64_t clock = difference(stamp.clock, last);
  const std::int64_t received = difference(stamp.received_at, stamp.clock);
  if (clock != 0) record.add_sint64(pb::JournalRecord::clock_delta_us, clock);
  if (received != 0) record.add_sint64(pb::JournalRecord::received_delta_us, received);
  if (stamp.source != 0) record.add_uint32(pb::JournalRecord::source, stamp.source);
}

/// Most events fit in here: an attribute has two texts.
constexpr std::size_t kUsualBytes = 2048;
constexpr std::size_t kInputFields = 20;

std::size_t most_bytes(const CallEvent& event) {
  std::size_t bytes =
      event.queue.size() + event.call.size() + event.caller.size() + event.agent.size();
  for (const Attribute& a : event.attributes) bytes += a.name.size() + a.value.size();
  return bytes + (kInputFields + 3 * event.attributes.size()) * BackwardWriter::kFieldBytes;
}

/// The same fields as write_event(), the last one first.
void write_backward(BackwardWriter& out, const CallEvent& event) {
  for (auto a = event.attributes.rbegin(); a != event.attributes.rend(); ++a) {
    const char* end = out.mark();
    out.text_unless_empty(pb::Attribute::value, a->value);
    out.text_unless_empty(pb::Attribute::name, a->name);
    out.close(pb::Event::attributes, end);
  }
  if (event.type == EventType::agent) {
    out.varint(pb::Event::state, number_of(event.agent_state, AgentState::available));
  }
  if (event.type == EventType::staffed) out.varint(pb::Event::agents, event.agents);
  if (event.talk_seconds) out.number(pb::Event::talk_seconds, *event.talk_seconds);
  if (event.position > 0) out.varint(pb::Event::position, event.position);
  if (event.type == EventType::exited) {
    out.varint(pb::Event::outcome, number_of(event.outcome, Outcome::timeout));
  }
  out.text_unless_empty(pb::Event::agent, event.agent);
  out.text_unless_empty(pb::Event::caller, event.caller);
  out.text_unless_empty(pb::Event::call, event.call);
  out.text_unless_empty(pb::Event::queue, event.queue);
  out.varint(pb::Event::type, number_of(event.type, EventType::joined));
  out.varint(pb::Event::time_us, static_cast<std::uint64_t>(micros(event.time)));
}

void write_backward(BackwardWriter& out, const Stamp& stamp, Time last) {
  if (stamp.source != 0) out.varint(pb::JournalRecord::source, stamp.source);
  const std::int64_t received = difference(stamp.received_at, stamp.clock);
  if (received != 0) out.signed_varint(pb::JournalRecord::received_delta_us, received);
  const std::int64_t clock = difference(stamp.clock, last);
  if (clock != 0) out.signed_varint(pb::JournalRecord::clock_delta_us, clock);
}

}  // namespace

template <class Write>
void JournalEncoder::add_record(std::string& batch, const Stamp& stamp, Write write) {
  begin(batch, stamp);
  pbf_builder<pb::JournalBatch> out(batch);
  Record record(out, pb::JournalBatch::records);
  write_stamp(record, stamp, last_);
  last_ = stamp.received_at;
  write(record);
}

void JournalEncoder::begin(std::string& batch, const Stamp& stamp) {
  if (!batch.empty()) return;
  pbf_builder<pb::JournalBatch>(batch).add_int64(pb::JournalBatch::base_us, micros(stamp.clock));
  last_ = stamp.clock;
}

/// Events come by the ten thousand a second: each is built beside the batch in one go.
void JournalEncoder::add(std::string& batch, const Stamp& stamp, const CallEvent& event) {
  if (most_bytes(event) > kUsualBytes) return add_long(batch, stamp, event);
  begin(batch, stamp);
  std::array<char, kUsualBytes> buffer;
  BackwardWriter out(buffer.data() + buffer.size());
  write_backward(out, event);
  out.close(pb::JournalRecord::event, buffer.data() + buffer.size());
  write_backward(out, stamp, last_);
  out.close(pb::JournalBatch::records, buffer.data() + buffer.size());
  batch += out.written();
  last_ = stamp.received_at;
}

void JournalEncoder::add_long(std::string& batch, const Stamp& stamp, const CallEvent& event) {
  add_record(batch, stamp, [&](Record& record) {
    pbf_builder<pb::Event> out(record, pb::JournalRecord::event);
    write_event(out, event);
  });
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp, const IncidentReport& report) {
  add_record(batch, stamp, [&](Record& record) {
    pbf_builder<pb::Incident> out(record, pb::JournalRecord::incident);
    write_incident(out, report);
    const bool is_empty_scope = report.scope && report.scope->empty();
    if (is_empty_scope) out.add_message(pb::Incident::scope, std::string_view{});
  });
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp, const Verdict& verdict) {
  add_record(batch, stamp, [&](Record& record) {
    pbf_builder<pb::Verdict> out(record, pb::JournalRecord::verdict);
    out.add_int64(pb::Verdict::time_us, micros(verdict.time));
    text_unless_empty<pb::Verdict>(out, pb::Verdict::alert, verdict.alert);
    if (verdict.incident) out.add_string(pb::Verdict::incident, *verdict.incident);
    out.add_enum(pb::Verdict::verdict, number_of(verdict.verdict, VerdictType::confirmed));
  });
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp,
                         const Acknowledgement& acknowledgement) {
  add_record(batch, stamp, [&](Record& record) {
    pbf_builder<pb::Acknowledgement> out(record, pb::JournalRecord::acknowledgement);
    out.add_int64(pb::Acknowledgement::time_us, micros(acknowledgement.time));
    text_unless_empty<pb::Acknowledgement>(out, pb::Acknowledgement::alert, acknowledgement.alert);
    text_unless_empty<pb::Acknowledgement>(out, pb::Acknowledgement::who, acknowledgement.who);
  });
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp, const Missed& missed) {
  add_record(batch, stamp,
             [&](Record& record) { record.add_uint64(pb::JournalRecord::missed, missed.count); });
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp, const FeedUp& feed_up) {
  add_record(batch, stamp, [&](Record& record) {
    if (feed_up.is_away) return record.add_bool(pb::JournalRecord::feed_unheard, true);
    record.add_bool(pb::JournalRecord::feed_up, feed_up.is_up);
  });
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp, const Passed&) {
  add_record(batch, stamp,
             [&](Record& record) { record.add_bool(pb::JournalRecord::passed, true); });
}

}  // namespace holdwatch::wire
