#pragma once

#include "sinks/sink.h"

/// Alerts for a person at a terminal, on standard output. Colours only on a terminal, never with
/// NO_COLOR; lines are wrapped to the terminal's width.
namespace holdwatch::console {

/// `{type: console}`
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"console", &read_sink};

}  // namespace holdwatch::console
