#include "sinks/metrics/families.h"

#include <limits>
#include <utility>

#include "sinks/metrics/text_format.h"

namespace holdwatch::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

ClientMetric& sample(MetricFamily& family, Labels labels) {
  ClientMetric& metric = family.metric.emplace_back();
  metric.label.reserve(labels.size());
  for (const auto& [name, value] : labels) {
    metric.label.push_back({std::string(name), std::string(value)});
  }
  return metric;
}

}  // namespace

MetricFamily& Families::begin(std::string name, std::string help, MetricType type) {
  append_text(page_, newest_);
  newest_.metric.clear();
  newest_.name = std::move(name);
  newest_.help = std::move(help);
  newest_.type = type;
  return newest_;
}

std::string Families::take() && {
  append_text(page_, newest_);
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
  ClientMetric& metric = sample(family, labels);
  if (family.type == MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
}

void add(MetricFamily& family, Labels labels, std::span<const double> bounds,
         const WaitHistogram& waits) {
  ClientMetric::Histogram& histogram = sample(family, labels).histogram;
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
