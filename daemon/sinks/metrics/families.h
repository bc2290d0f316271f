#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/health.h"
#include "model/snapshot.h"
#include "net/http_access.h"
#include "sinks/delivery/delivery_stats.h"
#include "sinks/metrics/process_stats.h"

/// Snapshot and health -> a page of metric families. Each adder adds whole families.
namespace holdwatch::metrics {

/// A page in the making. Of very many queues the values take ten times as much memory as their
/// text: only the newest family's are kept, those before it are text already.
class Families {
 public:
  /// A new family; the reference holds until the next one is added.
  prometheus::MetricFamily& begin(std::string name, std::string help, prometheus::MetricType type);

  std::string take() &&;

 private:
  prometheus::MetricFamily newest_;
  std::string page_;
};

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void add_queues(Families& families, const Snapshot& snapshot);
void add_departments(Families& families, const Snapshot& snapshot);
void add_sources(Families& families, const Health& health);
void add_daemon(Families& families, const Health& health);
void add_journal(Families& families, const JournalHealth& journal);
void add_deliveries(Families& families, const Channels& channels);
void add_http(Families& families, const net::HttpRefusals& refused);
void add_process(Families& families, const ProcessStats& process);

/// A new family; the reference holds until the next one is added.
prometheus::MetricFamily& counter(Families& families, std::string name, std::string help);
prometheus::MetricFamily& gauge(Families& families, std::string name, std::string help);
prometheus::MetricFamily& histogram(Families& families, std::string name, std::string help);

/// One sample of a counter or gauge.
void add(prometheus::MetricFamily& family, Labels labels, double value);
inline void add(prometheus::MetricFamily& family, Labels labels, std::uint64_t value) {
  add(family, labels, static_cast<double>(value));
}
/// One histogram, cumulative, with +Inf last.
void add(prometheus::MetricFamily& family, Labels labels, std::span<const double> bounds,
         const WaitHistogram& waits);

}  // namespace holdwatch::metrics
