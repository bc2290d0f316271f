#include "core/detection/minute_counts.h"

#include <algorithm>
#include <limits>

namespace holdwatch::core {

std::int64_t MinuteCounts::minute_of(Time t) {
  return std::chrono::floor<std::chrono::minutes>(t).time_since_epoch().count();
}

void MinuteCounts::count(Time t) {
  const std::int64_t minute = minute_of(t);
  for (std::int64_t m = std::max(last_ + 1, minute - kMinutes + 1); m <= minute; ++m) {
    counts_[static_cast<std::size_t>(m % kMinutes)] = 0;
  }
  last_ = std::max(last_, minute);
  std::uint16_t& n = counts_[static_cast<std::size_t>(minute % kMinutes)];
  if (n < std::numeric_limits<std::uint16_t>::max()) ++n;
}

std::uint32_t MinuteCounts::at(Time t) const {
  const std::int64_t minute = minute_of(t);
  if (minute > last_ || minute <= last_ - kMinutes) return 0;
  return counts_[static_cast<std::size_t>(minute % kMinutes)];
}

}  // namespace holdwatch::core
