#include "wire/protobuf_encoder.h"

#include "wire/protobuf_writers.h"

namespace holdwatch::wire {

using protozero::pbf_builder;

namespace {

void write_particulars(pbf_builder<pb::Event>& out, const CallEvent& event) {
  if (event.type == EventType::exited) {
    out.add_enum(pb::Event::outcome, number_of(event.outcome, Outcome::timeout));
  }
  if (event.position > 0) out.add_uint32(pb::Event::position, event.position);
  if (event.talk_seconds) out.add_double(pb::Event::talk_seconds, *event.talk_seconds);
  if (event.type == EventType::staffed) out.add_uint32(pb::Event::agents, event.agents);
  if (event.type == EventType::agent) {
    out.add_enum(pb::Event::state, number_of(event.agent_state, AgentState::available));
  }
}

}  // namespace

void write_event(pbf_builder<pb::Event>& out, const CallEvent& event) {
  out.add_int64(pb::Event::time_us, micros(event.time));
  out.add_enum(pb::Event::type, number_of(event.type, EventType::joined));
  text_unless_empty(out, pb::Event::queue, event.queue);
  text_unless_empty(out, pb::Event::call, event.call);
  text_unless_empty(out, pb::Event::caller, event.caller);
  text_unless_empty(out, pb::Event::agent, event.agent);
  write_particulars(out, event);
  for (const Attribute& attribute : event.attributes) {
    pbf_builder<pb::Attribute> pair(out, pb::Event::attributes);
    text_unless_empty(pair, pb::Attribute::name, attribute.name);
    text_unless_empty(pair, pb::Attribute::value, attribute.value);
  }
}

void write_incident(pbf_builder<pb::Incident>& out, const IncidentReport& report) {
  out.add_int64(pb::Incident::time_us, micros(report.time));
  out.add_enum(pb::Incident::type, number_of(report.type, ReportType::opened));
  text_unless_empty<pb::Incident>(out, pb::Incident::id, report.id);
  text_unless_empty<pb::Incident>(out, pb::Incident::category, report.category);
  text_unless_empty<pb::Incident>(out, pb::Incident::department, report.department);
  if (report.started) out.add_int64(pb::Incident::started_us, micros(*report.started));
  for (const auto& [attribute, values] : report.scope.value_or(Scope{})) {
    pbf_builder<pb::ScopeEntry> entry(out, pb::Incident::scope);
    text_unless_empty<pb::ScopeEntry>(entry, pb::ScopeEntry::attribute, attribute);
    for (const std::string& value : values) entry.add_string(pb::ScopeEntry::values, value);
  }
  if (report.affected) out.add_double(pb::Incident::affected, *report.affected);
  text_unless_empty<pb::Incident>(out, pb::Incident::summary, report.summary);
  text_unless_empty<pb::Incident>(out, pb::Incident::url, report.url);
}

BatchEncoder::BatchEncoder(std::string_view source, std::uint64_t sequence) {
  pbf_builder<pb::Batch> batch(frame_);
  text_unless_empty(batch, pb::Batch::source, source);
  if (sequence != 0) batch.add_uint64(pb::Batch::sequence, sequence);
}

void BatchEncoder::add(const CallEvent& event) {
  pbf_builder<pb::Batch> batch(frame_);
  pbf_builder<pb::Event> out(batch, pb::Batch::events);
  write_event(out, event);
}

void BatchEncoder::add(const IncidentReport& report) {
  pbf_builder<pb::Batch> batch(frame_);
  pbf_builder<pb::Incident> out(batch, pb::Batch::incidents);
  write_incident(out, report);
}

}  // namespace holdwatch::wire
