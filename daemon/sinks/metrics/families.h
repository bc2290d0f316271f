#pragma once

#include "model/health.h"
#include "model/snapshot.h"
#include "net/http_access.h"
#include "sinks/delivery/delivery_stats.h"
#include "sinks/metrics/process_stats.h"
#include "sinks/metrics/text_format.h"

/// Snapshot and health as metric families. Each adder adds whole families.
namespace holdwatch::metrics {

void add_queues(Families& families, const Snapshot& snapshot);
void add_departments(Families& families, const Snapshot& snapshot);
void add_sources(Families& families, const Health& health);
void add_daemon(Families& families, const Health& health);
void add_journal(Families& families, const JournalHealth& journal);
void add_deliveries(Families& families, const Channels& channels);
void add_http(Families& families, const net::HttpRefusals& refused);
void add_process(Families& families, const ProcessStats& process);

}  // namespace holdwatch::metrics
