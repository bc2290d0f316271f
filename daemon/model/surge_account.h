#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/alert.h"
#include "model/time.h"
#include "model/verdict.h"

namespace holdwatch {

/// What came beyond the usual: calls, minutes that callers waited, and callers who gave up.
struct Load {
  Estimate calls;
  Estimate caller_minutes;
  Estimate abandonments;
};

/// What one party (an incident, or "none of the reported") answers for in a surge.
struct LoadShare {
  std::optional<std::string> incident;  ///< absent: none of the reported
  std::optional<std::string> department;
  std::optional<std::string> category;
  double probability = 0;  ///< of being the main cause
  Load load;
};

/// What a surge cost, and who made it: the entry of a ledger. It is made when the surge ends and
/// made anew, whole, when a late report or a verdict changes it: the last one of an alert counts.
struct SurgeAccount {
  Time time;  ///< when it was made
  std::string alert;
  std::string queue;
  Driver driver = Driver::demand;
  Time from;  ///< the onset
  Time to;
  Load total;
  std::vector<LoadShare> shares;  ///< of a demand surge; their estimates add up to `total` exactly.
                                  ///< Empty for other drivers: the load is service's own
  double blind_minutes = 0;       ///< of its time, that the feed didn't see
  std::optional<VerdictType> verdict;
  std::optional<std::string> verdict_incident;
};

}  // namespace holdwatch
