#pragma once

#include "sources/source.h"

/// Events and incidents over ZeroMQ. A message is its topic's frames, if any, and one frame of
/// payload: a protobuf batch or JSON (wire/message_decoder.h).
namespace holdwatch::zmq {

/// `{name, type: zmq, pull: [endpoints]}` for publishers that want back-pressure, or
/// `{name, type: zmq, subscribe: [endpoints], topics: [prefixes]}` for feeds that publish already;
/// `bind` (by default true for pull and false for subscribe), `high_water_mark` (messages kept for
/// us: 10000 for pull, 100000 for subscribe), `allow_remote: false`, and for encryption
/// `curve: {secret_key_file, clients_file}` (bind) or `{secret_key_file, server_key_file}`.
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"zmq", &read_source};

}  // namespace holdwatch::zmq
