#pragma once

#include "sinks/sink.h"

/// Alerts as JSON Lines, appended to a file or written to standard output.
namespace holdwatch::jsonl {

/// `{type: jsonl, path: "-"}`; `-` is standard output. Every line is written at once and whole. A
/// file that was renamed or removed (log rotation) is made anew before the next line.
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"jsonl", &read_sink};

}  // namespace holdwatch::jsonl
