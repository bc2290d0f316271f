#pragma once

#include "benchmark/detection/judgement.h"
#include "model/settings.h"

namespace holdwatch::bench {

/// Our own alarms over a recording, call by call, every caller answered at once.
Alarms our_alarms(const Recording& recording, const Settings& settings);

/// The settings of a queue nobody configured, but for its zone and the mean open minutes to a false
/// alarm.
Settings settings_with(double false_alarm_open_minutes, std::shared_ptr<const Zone> zone);

}  // namespace holdwatch::bench
