#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/snapshot.h"

namespace holdwatch::metrics {

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// One metric, whose samples are written at the end of a page as they come. One without a sample
/// is left out.
class MetricFamily {
 public:
  /// `page` must outlive this, and hold nothing of a later family before the last sample.
  MetricFamily(std::string& page, std::string_view name, std::string_view help,
               std::string_view type);

  void add(Labels labels, double value);
  /// One histogram, cumulative, with +Inf last.
  void add(Labels labels, std::span<const double> bounds, const WaitHistogram& waits);

 private:
  void begin_sample(Labels labels);
  void append(std::string_view suffix, std::string_view labels, double value);

  std::string& page_;
  std::string name_;
  std::string head_;    ///< help and type, until the first sample is there
  std::string labels_;  ///< of this sample: `name="value",` of each
};

/// A page in Prometheus' text format 0.0.4, family after family. Nothing but its text is ever
/// kept: that of ten thousand queues has 47 MB.
class Families {
 public:
  /// A new family; the reference holds until the next one is added.
  MetricFamily& begin(std::string_view name, std::string_view help, std::string_view type);

  std::string take() { return std::move(page_); }

 private:
  std::string page_;
  std::optional<MetricFamily> newest_;
};

inline MetricFamily& counter(Families& families, std::string_view name, std::string_view help) {
  return families.begin(name, help, "counter");
}
inline MetricFamily& gauge(Families& families, std::string_view name, std::string_view help) {
  return families.begin(name, help, "gauge");
}
inline MetricFamily& histogram(Families& families, std::string_view name, std::string_view help) {
  return families.begin(name, help, "histogram");
}

/// One sample of a counter or gauge.
inline void add(MetricFamily& family, Labels labels, double value) {
  family.add(labels, value);
}
inline void add(MetricFamily& family, Labels labels, std::uint64_t value) {
  family.add(labels, static_cast<double>(value));
}
inline void add(MetricFamily& family, Labels labels, std::span<const double> bounds,
                const WaitHistogram& waits) {
  family.add(labels, bounds, waits);
}

}  // namespace holdwatch::metrics
