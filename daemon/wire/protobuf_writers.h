#pragma once

#include <string_view>

#include "model/call_event.h"
#include "model/incident.h"
#include "wire/protobuf_fields.h"

/// Values of the model -> the fields of their protobuf messages. Inside wire/ only.
namespace holdwatch::wire {

/// The model's enumerators from `first` on are the schema's from 1 on.
template <class E>
std::int32_t number_of(E value, E first) {
  return static_cast<std::int32_t>(value) - static_cast<std::int32_t>(first) + 1;
}

template <class Tag>
void text_unless_empty(protozero::pbf_builder<Tag>& out, Tag field, std::string_view value) {
  if (!value.empty()) out.add_string(field, value.data(), value.size());
}

inline std::int64_t micros(Time time) {
  return time.time_since_epoch().count();
}

void write_event(protozero::pbf_builder<pb::Event>& out, const CallEvent& event);
void write_incident(protozero::pbf_builder<pb::Incident>& out, const IncidentReport& report);

}  // namespace holdwatch::wire
