#pragma once

#include <span>

#include "core/causes/cause_finder.h"

namespace holdwatch::core {

/// A call of a surge, and the odds that it belongs to the cause in question, whenever it came.
struct OwnCall {
  Time time;
  double odds = 0;
};

/// Calls that a cause will still make after `now`, if it is one: `own` shows how its calls have
/// gone until then, `calls` how many they are.
Estimate still_to_come(const SurgeEvidence& surge, std::span<const OwnCall> own,
                       const Estimate& calls, Time now);

}  // namespace holdwatch::core
