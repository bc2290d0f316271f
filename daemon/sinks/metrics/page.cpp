#include "sinks/metrics/page.h"

#include <prometheus/text_serializer.h>

#include <algorithm>

#include "sinks/metrics/families.h"

namespace holdwatch::metrics {

std::string render_page(const Snapshot& snapshot, const Health& health, const ProcessStats& process,
                        const Channels& channels, const net::HttpRefusals& refused) {
  Families families;
  add_queues(families, snapshot);
  add_departments(families, snapshot);
  add_sources(families, health);
  add_daemon(families, health);
  add_deliveries(families, channels);
  add_http(families, refused);
  add_process(families, process);
  std::erase_if(families, [](const auto& family) { return family.metric.empty(); });
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace holdwatch::metrics
