#pragma once

#include <prometheus/metric_family.h>

#include <string>

namespace holdwatch::metrics {

/// A family in Prometheus' text format 0.0.4: what it is, and its samples, which may come in parts.
/// A page of ten thousand queues has 47 MB, for which prometheus-cpp's serializer takes four times
/// as long.
void append_head(std::string& page, const prometheus::MetricFamily& family);
void append_samples(std::string& page, const prometheus::MetricFamily& family);

}  // namespace holdwatch::metrics
