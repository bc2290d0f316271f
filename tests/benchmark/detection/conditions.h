#pragma once

#include <cstdint>
#include <string>

namespace holdwatch::bench {

/// How ours holds out, untuned, on simulated queues: with one training day in ten contaminated; in
/// daylight-saving weeks, on holidays and at month turns; in a new queue's first week. As Markdown.
std::string contamination_report(std::uint64_t seed);
std::string calendar_report(std::uint64_t seed);
std::string cold_start_report(std::uint64_t seed);

/// Chance of `special` or more alarms among all, when each falls on a special day with `share`.
double chance_of_excess(int special, int all, double share);

}  // namespace holdwatch::bench
