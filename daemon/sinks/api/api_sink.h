#pragma once

#include "sinks/sink.h"

/// The API under /api/v1/ as far as it tells: what is seen now, the history of alerts, and the
/// stream of what changes. openapi.json has all of it, and is served at /api/v1/openapi.json.
namespace holdwatch::api {

/// `{type: api}`
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"api", &read_sink};

}  // namespace holdwatch::api
