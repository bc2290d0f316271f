#pragma once

#include <string>

#include "benchmark/detection/random.h"

namespace holdwatch::bench {

/// With the usual rate known: mean delay over that of a CUSUM that knows the surge's factor too,
/// both at a mean of 30 days between false alarms; ours by its provable threshold. As Markdown.
std::string known_rate_report(std::uint64_t seed);

/// The CUSUM's threshold at which its false alarms are `minutes` apart in the mean, by the maxima
/// of its excursions from 0 in a long calm.
double oracle_threshold(double calls_per_minute, double factor, double minutes, Random& random);

}  // namespace holdwatch::bench
