#pragma once

#include <prometheus/metric_family.h>

#include <string>

namespace holdwatch::metrics {

/// Appends a family in Prometheus' text format 0.0.4; nothing when it has no sample. A page of ten
/// thousand queues has 47 MB, for which prometheus-cpp's serializer takes four times as long.
void append_text(std::string& page, const prometheus::MetricFamily& family);

}  // namespace holdwatch::metrics
