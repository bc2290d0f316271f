#pragma once

#include <string>

#include "sinks/metrics/families.h"

namespace holdwatch::metrics {

/// The families in Prometheus' text format 0.0.4; one without a sample is left out. A page of ten
/// thousand queues has 47 MB, for which prometheus-cpp's serializer takes four times as long.
std::string to_text(const Families& families);

}  // namespace holdwatch::metrics
