#include "benchmark/detection/ours.h"

#include "core/detection/queue_detector.h"

namespace holdwatch::bench {

Alarms our_alarms(const Recording& recording, const Settings& settings) {
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

Settings settings_with(double false_alarm_open_minutes, std::shared_ptr<const Zone> zone) {
  Settings settings;
  settings.zone = std::move(zone);
  settings.detection.false_alarm_open_minutes = false_alarm_open_minutes;
  return settings;
}

}  // namespace holdwatch::bench
