#pragma once

#include "sinks/sink.h"

/// `/metrics` for Prometheus: the last snapshot and the daemon's own health, in the text format.
namespace holdwatch::metrics {

/// `{type: metrics, path: /metrics}`
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"metrics", &read_sink};

}  // namespace holdwatch::metrics
