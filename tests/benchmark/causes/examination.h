#pragma once

#include <map>
#include <string>

#include "scorecard.h"
#include "world.h"

namespace holdwatch::bench {

struct Result {
  std::map<std::string, Scorecard>
      early;                              ///< by who answered: as soon as the surge is beyond noise
  std::map<std::string, Scorecard> late;  ///< four hours after the onset
  std::size_t calm_asked = 0;  ///< busy hours without any surge, put to the causes anyway
  std::size_t blamed = 0;      ///< of them, that named an incident with P >= .5
};

/// Lets everybody answer who made each surge of a world: the program without and with verdicts on
/// the first `verdicts` surges, what others do, and the simulator's own parameters.
Result examine(const World& world, int verdicts);

}  // namespace holdwatch::bench
