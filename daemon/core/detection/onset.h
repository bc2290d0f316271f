#pragma once

#include <chrono>

#include "core/detection/day_log.h"
#include "core/detection/minute_counts.h"
#include "model/alert.h"

namespace holdwatch::core {

/// A surge's beginning, and its calls since then against the usual ones.
struct Onset {
  TimeEstimate time;
  double calls = 0;
  double expected = 0;  ///< without the surge, busyness included
};

/// A surge rises for this long, at most, before it is as high as it gets.
inline constexpr std::chrono::minutes kRise{15};

/// Finds where a surge that is on at `now` most likely began, not before `earliest`.
/// `rate_now`: usual calls per minute in the slot that `log` doesn't hold yet, which began at
/// `slot_from`; `dispersion`: how much more than Poisson's the variance of counts is.
Onset find_onset(const MinuteCounts& counts, const DayLog& log, Time slot_from, double rate_now,
                 double busyness, double dispersion, Time earliest, Time now);

}  // namespace holdwatch::core
