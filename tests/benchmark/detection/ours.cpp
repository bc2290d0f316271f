#include "benchmark/detection/ours.h"

#include "core/detection/queue_detector.h"

namespace holdwatch::bench {

namespace {

Settings settings_of(const Recording& recording, double open_minutes) {
  Settings settings;
  settings.zone = recording.zone;
  for (const auto& date : recording.holidays) settings.holidays.push_back({date, "holiday"});
  settings.detection.false_alarm_open_minutes = open_minutes;
  return settings;
}

}  // namespace

Alarms our_alarms(const Recording& recording, double open_minutes) {
  const Settings settings = settings_of(recording, open_minutes);
  core::QueueDetector detector(settings, settings.queue_defaults, recording.begin());
  Alarms alarms;
  bool is_on = false;
  const auto look = [&](Time t) {
    const bool was_on = is_on;
    is_on = detector.surge() != nullptr;
    if (is_on && !was_on) alarms.push_back({t, Time::max()});
    if (was_on && !is_on) alarms.back().to = t;
  };
  for (Time t : recording.calls) {
    detector.advance_to(t, {});
    look(t);
    detector.offered(t);
    look(t);
    detector.wait_ended(t, Duration{0}, Outcome::answered);
  }
  return alarms;
}

}  // namespace holdwatch::bench
