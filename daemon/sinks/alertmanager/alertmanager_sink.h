#pragma once

#include "sinks/sink.h"

/// Alerts to Prometheus's Alertmanager (API v2), which groups, routes, silences and sends them on.
namespace holdwatch::alertmanager {

/// `{type: alertmanager, urls: [...], min_step: 2, cool_down: 30m, labels: {...}, public_url: U,
/// resend_interval: 1m}` and what read_receiver() reads. Every URL is a member of one cluster: each
/// is told everything. What is open is told again every `resend_interval`; when the daemon dies,
/// Alertmanager takes it to have ended after four times that.
SinkFactory read_sink(config::Section& section);
std::vector<TestResult> test_sink(config::Section& section, const std::string& department);
inline constexpr SinkKind kSinkKind{"alertmanager", &read_sink, &test_sink};

}  // namespace holdwatch::alertmanager
