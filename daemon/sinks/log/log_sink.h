#pragma once

#include <string>

#include "sinks/sink.h"

/// Alerts in the daemon's own log: one line of key=value each.
namespace holdwatch::log {

/// The line for one change, without a newline whatever its texts hold.
std::string to_line(const AlertChange& change);

/// `{type: log}`. Firing and updated alerts are errors when critical and warnings otherwise;
/// resolved ones are information.
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"log", &read_sink};

}  // namespace holdwatch::log
