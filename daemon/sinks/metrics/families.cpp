#include "sinks/metrics/families.h"

#include <limits>

#include "sinks/metrics/text_format.h"

namespace holdwatch::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricType;

constexpr std::size_t kMostValues = 1'000;

}  // namespace

ClientMetric& MetricFamily::sample(Labels labels) {
  if (values_.metric.size() == kMostValues) write();
  ClientMetric& metric = values_.metric.emplace_back();
  metric.label.reserve(labels.size());
  for (const auto& [name, value] : labels) {
    metric.label.push_back({std::string(name), std::string(value)});
  }
  return metric;
}

void MetricFamily::write() {
  if (values_.metric.empty()) return;
  if (!std::exchange(has_head_, true)) append_head(page_, values_);
  append_samples(page_, values_);
  values_.metric.clear();
}

MetricFamily& Families::begin(std::string name, std::string help, MetricType type) {
  if (newest_) newest_->write();
  return newest_.emplace(page_,
                         prometheus::MetricFamily{std::move(name), std::move(help), type, {}});
}

std::string Families::take() && {
  if (newest_) newest_->write();
  return std::move(page_);
}

MetricFamily& counter(Families& families, std::string name, std::string help) {
  return families.begin(std::move(name), std::move(help), MetricType::Counter);
}

MetricFamily& gauge(Families& families, std::string name, std::string help) {
  return families.begin(std::move(name), std::move(help), MetricType::Gauge);
}

MetricFamily& histogram(Families& families, std::string name, std::string help) {
  return families.begin(std::move(name), std::move(help), MetricType::Histogram);
}

void add(MetricFamily& family, Labels labels, double value) {
  ClientMetric& metric = family.sample(labels);
  if (family.type() == MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
}

void add(MetricFamily& family, Labels labels, std::span<const double> bounds,
         const WaitHistogram& waits) {
  ClientMetric::Histogram& histogram = family.sample(labels).histogram;
  histogram.sample_sum = waits.sum_seconds;
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i <= bounds.size(); ++i) {
    if (i < waits.counts.size()) so_far += waits.counts[i];
    const double bound = i < bounds.size() ? bounds[i] : std::numeric_limits<double>::infinity();
    histogram.bucket.push_back({so_far, bound});
  }
  histogram.sample_count = so_far;
}

}  // namespace holdwatch::metrics
