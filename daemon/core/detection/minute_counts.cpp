#include "core/detection/minute_counts.h"

namespace holdwatch::core {

std::uint32_t MinuteCounts::at(Time t) const {
  const auto found = counts_.since(t);
  const bool is_kept = !found.empty() && found.front().first <= t;
  return is_kept ? found.front().second : 0;
}

}  // namespace holdwatch::core
