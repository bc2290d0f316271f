#pragma once

#include <vector>

#include "core/causes/cause_sets.h"
#include "model/alert.h"

namespace holdwatch::core {

/// What one party (an incident, or "none of the reported") has to answer for.
struct Share {
  const IncidentSnapshot* incident = nullptr;  ///< null: none of the reported
  double probability = 0;                      ///< of being the main cause
  Estimate calls;
};

/// The extra calls of a surge, shared out. The shares' estimates add up to `total` exactly.
struct Account {
  std::vector<Share> shares;  ///< by probability, summing to 1; "none" always among them
  Estimate total;
};

/// `thinning` is the number of real calls behind each call that was fitted. Where a person has
/// confirmed a member of a set, it is the main cause, whoever made most calls.
Account settle(const std::vector<CauseSet>& sets, const std::vector<Suspect>& suspects,
               const Rulings& rulings, double thinning);

}  // namespace holdwatch::core
