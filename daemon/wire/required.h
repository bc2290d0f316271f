#pragma once

#include <string_view>

#include "model/call_event.h"

namespace holdwatch::wire {

/// The name of a text (or `attributes`) that an event of this type needs and has not; empty when
/// it has them all. Outcome, state and number of agents can't be absent in an event: whoever
/// decodes them knows.
std::string_view missing_text(const CallEvent& event);

}  // namespace holdwatch::wire
