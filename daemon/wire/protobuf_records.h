#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "model/call_event.h"
#include "model/incident.h"
#include "wire/attribute_list.h"

/// Protobuf messages -> values of the model. Inside wire/ only. Both throw protozero::exception on
/// bytes that are no protobuf.
namespace holdwatch::wire {

tl::expected<CallEvent, Problem> read_event(std::string_view message, AttributeList& attributes);
tl::expected<IncidentReport, Problem> read_incident(std::string_view message);

}  // namespace holdwatch::wire
