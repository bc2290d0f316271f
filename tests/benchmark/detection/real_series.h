#pragma once

#include <string>

#include "benchmark/detection/series.h"

namespace holdwatch::bench {

/// Untuned false alarms on the series thinned to four sizes, and recall of surges put into it:
/// ours untuned, and everybody tuned to one false alarm a queue in 30 days. Surges that the series
/// has of its own, as hindsight sees them, are no false alarms. As Markdown.
std::string false_alarm_report(const Series& series, std::uint64_t seed);
std::string recall_report(const Series& series, std::uint64_t seed);

}  // namespace holdwatch::bench
