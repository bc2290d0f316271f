#pragma once

#include "benchmark/detection/judgement.h"
#include "model/settings.h"

namespace holdwatch::bench {

/// Our own alarms over a recording, call by call, every caller answered at once. Nothing is
/// configured but the zone, the holidays and the threshold.
Alarms our_alarms(const Recording& recording,
                  double open_minutes = Settings{}.detection.false_alarm_open_minutes);

}  // namespace holdwatch::bench
