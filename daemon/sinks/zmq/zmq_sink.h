#pragma once

#include "sinks/sink.h"

/// Alerts published over ZeroMQ, so that a subscriber can hold exactly what the daemon holds (the
/// Clone pattern of the ZeroMQ guide).
///
/// PUB: `alert.QUEUE`, JSON, number; and once a second `heartbeat`, empty, the last number. Numbers
/// count the changes of all alerts: who subscribes to all sees a gap when it was too slow, and a
/// fall when the daemon began anew.
///
/// Snapshot (ROUTER, asked by a DEALER): the request is one frame, the beginning of the topics that
/// are wanted. The answer is the messages of the alerts that are kept, then `snapshot.end`, empty,
/// and the number up to which they tell: published messages up to it are no news. To miss none, a
/// subscriber asks when it has heard its first heartbeat.
namespace holdwatch::zmq {

/// `{type: zmq, publish: ["tcp://127.0.0.1:9480"], snapshot: [endpoints], bind: true,
/// high_water_mark: 10000, allow_remote: false, curve: {secret_key_file, clients_file,
/// server_key_file}}`. A subscriber beyond the high-water mark misses changes; the next one tells
/// it the whole state of the alert again.
SinkFactory read_sink(config::Section& section);
inline constexpr SinkKind kSinkKind{"zmq", &read_sink};

}  // namespace holdwatch::zmq
