#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/alert.h"
#include "model/time.h"

/// Why an alert says what it says: the figures that led to it, so that a person can follow them.
namespace holdwatch {

/// Calls that came in a stretch of time, against what was expected.
struct ExpectedCalls {
  Time from;
  Time to;
  double expected = 0;
  std::uint32_t offered = 0;
};

/// What detection and the choice of the driver rest on, at one moment of a surge.
struct DetectionEvidence {
  Time time;
  double score = 0;                   ///< statistic over threshold: 1 raises an alarm
  double threshold_open_minutes = 0;  ///< open minutes without a false alarm to be expected
  double calls_factor = 1;            ///< arrivals over the usual, now
  std::optional<double> agents;       ///< serving now
  double usual_agents = 0;            ///< at this hour; 0: not known
  double handle_time_factor = 1;      ///< talk time over the usual
  double level_sd = 0;                ///< relative, of how well the day's level is known
  std::vector<ExpectedCalls> calls;   ///< from an hour before the onset on
};

/// One attribute of what an incident touches, against what callers state.
struct ScopeEvidence {
  std::string attribute;
  std::string values;      ///< `SKU-0042 or SKU-0043`
  double extra_share = 0;  ///< of the extra calls, that name one of them
  double usual_share = 0;  ///< of the usual calls
};

/// A reported incident that was considered as a cause.
struct SuspectEvidence {
  std::string incident;
  std::string department;
  std::string category;
  Time started;
  Time reported;
  bool began_in_time = true;  ///< not after the onset's interval
  double makes_calls = 0;     ///< probability that its category makes calls at all
  double lands_here = 0;      ///< and in this queue
  double lag_share = 0;       ///< of its category's lags, that would fall on the onset's interval
  double expected_calls = 0;  ///< by its affected customers, by now; 0: not known
  std::vector<ScopeEvidence> scope;
  double log_likelihood = 0;  ///< of the calls, against the usual ones alone; a first look
  bool fitted = false;        ///< among the likeliest, which were weighed together
  double probability = 0;
  Estimate excess_calls;
};

struct Evidence {
  AlertChange alert;
  std::optional<DetectionEvidence> detection;  ///< of a surge
  std::vector<SuspectEvidence> suspects;       ///< likeliest first; of a demand surge
};

}  // namespace holdwatch
