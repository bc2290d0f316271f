#include "wire/journal_encoder.h"

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

}  // namespace

template <class Write>
void JournalEncoder::add_record(std::string& batch, const Stamp& stamp, Write write) {
  pbf_builder<pb::JournalBatch> out(batch);
  if (batch.empty()) {
    out.add_int64(pb::JournalBatch::base_us, micros(stamp.clock));
    last_ = stamp.clock;
  }
  Record record(out, pb::JournalBatch::records);
  write_stamp(record, stamp, last_);
  last_ = stamp.received_at;
  write(record);
}

void JournalEncoder::add(std::string& batch, const Stamp& stamp, const CallEvent& event) {
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
  add_record(batch, stamp,
             [&](Record& record) { record.add_bool(pb::JournalRecord::feed_up, feed_up.is_up); });
}

}  // namespace holdwatch::wire
