#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "world.h"

namespace holdwatch::bench {

/// One surge as everybody is asked about it: what was known at the time.
struct Question {
  std::size_t queue = 0;
  Time onset;  ///< as detection would estimate it
  Time now;
  std::span<const Call> calls;               ///< of the queue's surge so far, usual ones among them
  double expected = 0;                       ///< usual calls in that time
  std::vector<const TrueIncident*> reports;  ///< reported by now and begun before the onset
};

/// Who made it: an incident's id, or nothing for "none of the reported".
using Suspicion = std::optional<std::string>;

}  // namespace holdwatch::bench
