#include "sinks/metrics/page.h"

#include <utility>

#include "sinks/metrics/families.h"

namespace holdwatch::metrics {

std::string render_page(const Snapshot& snapshot, const Health& health, const ProcessStats& process,
                        const Channels& channels, const net::HttpRefusals& refused) {
  Families families;
  add_queues(families, snapshot);
  add_departments(families, snapshot);
  add_sources(families, health);
  add_daemon(families, health);
  if (health.journal) add_journal(families, *health.journal);
  add_deliveries(families, channels);
  add_http(families, refused);
  add_process(families, process);
  return std::move(families).take();
}

}  // namespace holdwatch::metrics
