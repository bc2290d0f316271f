#include "sinks/metrics/text_format.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace holdwatch::metrics {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricType;

// Below this every whole number is exact, and prints faster as such.
constexpr double kMostExact = 1e15;

void append_escaped(std::string& page, std::string_view text, std::string_view special) {
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos) {
      page += c;
    } else {
      page += '\\';
      page += c == '\n' ? 'n' : c;
    }
  }
}

void append_value(std::string& page, double value) {
  if (std::isnan(value)) {
    page += "NaN";
  } else if (std::isinf(value)) {
    page += value > 0 ? "+Inf" : "-Inf";
  } else if (value == std::trunc(value) && std::abs(value) < kMostExact) {
    fmt::format_to(std::back_inserter(page), "{}", static_cast<std::int64_t>(value));
  } else {
    fmt::format_to(std::back_inserter(page), "{}", value);
  }
}

/// `name="value",` of each label.
std::string labels_of(const ClientMetric& metric) {
  std::string labels;
  for (const auto& label : metric.label) {
    labels += label.name;
    labels += "=\"";
    append_escaped(labels, label.value, "\\\"\n");
    labels += "\",";
  }
  return labels;
}

/// `labels` as labels_of() gives them, with a comma at the end.
void append_sample(std::string& page, std::string_view name, std::string_view labels,
                   double value) {
  page += name;
  if (!labels.empty()) {
    labels.remove_suffix(1);
    page += '{';
    page += labels;
    page += '}';
  }
  page += ' ';
  append_value(page, value);
  page += '\n';
}

void append_histogram(std::string& page, const std::string& name, const std::string& labels,
                      const ClientMetric::Histogram& histogram) {
  const std::string bucket = name + "_bucket";
  std::string with_bound;
  for (const ClientMetric::Bucket& each : histogram.bucket) {
    with_bound = labels;
    with_bound += "le=\"";
    append_value(with_bound, each.upper_bound);
    with_bound += "\",";
    append_sample(page, bucket, with_bound, static_cast<double>(each.cumulative_count));
  }
  append_sample(page, name + "_sum", labels, histogram.sample_sum);
  append_sample(page, name + "_count", labels, static_cast<double>(histogram.sample_count));
}

std::string_view word_of(MetricType type) {
  if (type == MetricType::Histogram) return "histogram";
  return type == MetricType::Counter ? "counter" : "gauge";
}

}  // namespace

void append_head(std::string& page, const prometheus::MetricFamily& family) {
  fmt::format_to(std::back_inserter(page), "# HELP {} ", family.name);
  append_escaped(page, family.help, "\\\n");
  fmt::format_to(std::back_inserter(page), "\n# TYPE {} {}\n", family.name, word_of(family.type));
}

void append_samples(std::string& page, const prometheus::MetricFamily& family) {
  for (const ClientMetric& metric : family.metric) {
    const std::string labels = labels_of(metric);
    if (family.type == MetricType::Histogram) {
      append_histogram(page, family.name, labels, metric.histogram);
    } else if (family.type == MetricType::Counter) {
      append_sample(page, family.name, labels, metric.counter.value);
    } else {
      append_sample(page, family.name, labels, metric.gauge.value);
    }
  }
}

}  // namespace holdwatch::metrics
