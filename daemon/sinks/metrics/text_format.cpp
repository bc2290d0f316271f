#include "sinks/metrics/text_format.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <limits>

namespace holdwatch::metrics {
namespace {

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

}  // namespace

MetricFamily::MetricFamily(std::string& page, std::string_view name, std::string_view help,
                           std::string_view type)
    : page_(page), name_(name), head_(fmt::format("# HELP {} ", name)) {
  append_escaped(head_, help, "\\\n");
  fmt::format_to(std::back_inserter(head_), "\n# TYPE {} {}\n", name, type);
}

void MetricFamily::begin_sample(Labels labels) {
  page_ += std::exchange(head_, {});
  labels_.clear();
  for (const auto& [name, value] : labels) {
    labels_ += name;
    labels_ += "=\"";
    append_escaped(labels_, value, "\\\"\n");
    labels_ += "\",";
  }
}

/// `labels` with a comma at the end, unless there are none.
void MetricFamily::append(std::string_view suffix, std::string_view labels, double value) {
  page_ += name_;
  page_ += suffix;
  if (!labels.empty()) {
    labels.remove_suffix(1);
    page_ += '{';
    page_ += labels;
    page_ += '}';
  }
  page_ += ' ';
  append_value(page_, value);
  page_ += '\n';
}

void MetricFamily::add(Labels labels, double value) {
  begin_sample(labels);
  append("", labels_, value);
}

void MetricFamily::add(Labels labels, std::span<const double> bounds, const WaitHistogram& waits) {
  begin_sample(labels);
  const std::size_t own = labels_.size();
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i <= bounds.size(); ++i) {
    if (i < waits.counts.size()) so_far += waits.counts[i];
    labels_ += "le=\"";
    append_value(labels_, i < bounds.size() ? bounds[i] : std::numeric_limits<double>::infinity());
    labels_ += "\",";
    append("_bucket", labels_, static_cast<double>(so_far));
    labels_.resize(own);
  }
  append("_sum", labels_, waits.sum_seconds);
  append("_count", labels_, static_cast<double>(so_far));
}

MetricFamily& Families::begin(std::string_view name, std::string_view help, std::string_view type) {
  return newest_.emplace(page_, name, help, type);
}

}  // namespace holdwatch::metrics
