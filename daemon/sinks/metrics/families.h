#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
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

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// The newest family of a page. Its values become text a thousand at a time: those of very many
/// queues would take ten times as much memory as their text.
class MetricFamily {
 public:
  /// `page` must outlive this.
  MetricFamily(std::string& page, prometheus::MetricFamily head)
      : page_(page), values_(std::move(head)) {}

  prometheus::MetricType type() const { return values_.type; }
  /// A new sample, to be filled in before the next.
  prometheus::ClientMetric& sample(Labels labels);
  /// Writes what isn't text yet; a family without a sample is left out.
  void write();

 private:
  std::string& page_;
  prometheus::MetricFamily values_;
  bool has_head_ = false;
};

/// A page in the making.
class Families {
 public:
  /// A new family; the reference holds until the next one is added.
  MetricFamily& begin(std::string name, std::string help, prometheus::MetricType type);

  std::string take() &&;

 private:
  std::string page_;
  std::optional<MetricFamily> newest_;
};

void add_queues(Families& families, const Snapshot& snapshot);
void add_departments(Families& families, const Snapshot& snapshot);
void add_sources(Families& families, const Health& health);
void add_daemon(Families& families, const Health& health);
void add_journal(Families& families, const JournalHealth& journal);
void add_deliveries(Families& families, const Channels& channels);
void add_http(Families& families, const net::HttpRefusals& refused);
void add_process(Families& families, const ProcessStats& process);

/// Families::begin() of each type.
MetricFamily& counter(Families& families, std::string name, std::string help);
MetricFamily& gauge(Families& families, std::string name, std::string help);
MetricFamily& histogram(Families& families, std::string name, std::string help);

/// One sample of a counter or gauge.
void add(MetricFamily& family, Labels labels, double value);
inline void add(MetricFamily& family, Labels labels, std::uint64_t value) {
  add(family, labels, static_cast<double>(value));
}
/// One histogram, cumulative, with +Inf last.
void add(MetricFamily& family, Labels labels, std::span<const double> bounds,
         const WaitHistogram& waits);

}  // namespace holdwatch::metrics
