#pragma once

#include <optional>
#include <string>

#include "model/alert.h"
#include "model/time.h"

namespace holdwatch {

/// Calls that a reported incident is expected to make in a queue, told before they come, and
/// afterwards what came of them.
struct CallForecast {
  Time made;
  std::string alert;  ///< the early warning that told it
  std::string queue;
  std::string incident;
  std::string department;
  std::string category;
  double probability = 0;  ///< that it makes calls here at all
  Estimate calls;          ///< with that probability taken into account
  TimeEstimate sets_in;    ///< if calls come, when they begin
  std::optional<Time> scored;
  Estimate came;  ///< once scored: calls put down to the incident here
};

}  // namespace holdwatch
