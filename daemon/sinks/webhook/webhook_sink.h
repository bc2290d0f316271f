#pragma once

#include "sinks/sink.h"

/// Alerts posted to one URL: as JSON for programs, or as messages for a chat.
namespace holdwatch::webhook {

/// `{type: webhook, url: U | url_file: F, format: json|slack, departments, queues, kinds: [...],
/// severity: warning|critical, min_step: 2, cool_down: 30m, update_interval, quiet_outside: HOURS,
/// zone: Z, secret_file: F, public_url: U}` and what read_receiver() reads. One entry is one
/// receiver. Messages are tried again until they are received or refused for good; each carries a
/// key by which a receiver knows one that it has got before.
SinkFactory read_sink(config::Section& section);
std::vector<TestResult> test_sink(config::Section& section, const std::string& department);
inline constexpr SinkKind kSinkKind{"webhook", &read_sink, &test_sink};

}  // namespace holdwatch::webhook
