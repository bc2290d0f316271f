#pragma once

#include "model/alert.h"
#include "model/time.h"

namespace holdwatch::core {

/// Figures that only drifted are told again no oftener than this.
inline constexpr Duration kRefreshPeriod = std::chrono::minutes{15};

/// The first cause is another, or its probability crossed a threshold.
bool first_cause_changed(const AlertChange& told, const AlertChange& now);

/// Whether a surge's alert as it is now should be told, given what was told last: at once when the
/// driver, the severity or the first cause changed, when the first cause's probability crossed .5,
/// .8 or .95, or when the excess left the interval last sent; else when a refresh is due.
bool worth_telling(const AlertChange& told, const AlertChange& now);

}  // namespace holdwatch::core
