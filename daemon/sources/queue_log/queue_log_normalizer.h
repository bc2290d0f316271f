#pragma once

#include <optional>
#include <tl/expected.hpp>

#include "model/call_event.h"
#include "sources/queue_log/queue_log_parser.h"

namespace holdwatch::queue_log {

/// The event that a line means, with the line's views; none where nobody began or ceased to wait,
/// talk or serve. A transfer after the answer ends the conversation with this queue's agent.
tl::expected<std::optional<CallEvent>, wire::Problem> normalize(const Fields& fields);

}  // namespace holdwatch::queue_log
