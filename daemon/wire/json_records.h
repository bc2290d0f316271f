#pragma once

#include <tl/expected.hpp>

#include "model/call_event.h"
#include "model/incident.h"
#include "model/verdict.h"
#include "wire/attribute_list.h"
#include "wire/json_fields.h"

/// JSON fields -> values of the model. Inside wire/ only.
namespace holdwatch::wire {

/// What an event's attributes are kept in while it is handed over. Numbers and booleans are taken
/// as their text.
class JsonAttributes {
 public:
  std::optional<Problem> read(simdjson::dom::element object);
  std::span<const Attribute> all() const { return list_.all(); }
  void clear() { list_.clear(); }

 private:
  std::optional<std::string_view> as_text(simdjson::dom::element value, std::size_t slot);

  AttributeList list_;
  std::array<std::array<char, 32>, kMaxAttributes> numbers_;
};

tl::expected<CallEvent, Problem> read_event(JsonFields& fields, EventType type,
                                            JsonAttributes& attributes);
tl::expected<IncidentReport, Problem> read_incident(JsonFields& fields, ReportType type);
/// Without its alert and its time, which a record of its own needs as well.
tl::expected<Verdict, Problem> read_verdict(JsonFields& fields);
tl::expected<Verdict, Problem> read_recorded_verdict(JsonFields& fields);
tl::expected<Acknowledgement, Problem> read_acknowledgement(JsonFields& fields);

}  // namespace holdwatch::wire
