#pragma once

#include "sinks/sink.h"

/// Alerts published over ZeroMQ: a frame of topic `alert.QUEUE`, then one of JSON.
namespace holdwatch::zmq {

/// `{type: zmq, publish: ["tcp://127.0.0.1:9480"], bind: true, high_water_mark: 10000,
/// allow_remote: false}`. A subscriber beyond the high-water mark misses changes; the next one
/// tells it the whole state of the alert again.
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"zmq", &read_sink};

}  // namespace holdwatch::zmq
