#pragma once

#include <string>

#include "model/health.h"
#include "model/snapshot.h"
#include "net/http_access.h"
#include "sinks/delivery/delivery_stats.h"
#include "sinks/metrics/process_stats.h"

namespace holdwatch::metrics {

inline constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

/// The whole page in the Prometheus text format.
std::string render_page(const Snapshot& snapshot, const Health& health, const ProcessStats& process,
                        const Channels& channels = {}, const net::HttpRefusals& refused = {});

}  // namespace holdwatch::metrics
