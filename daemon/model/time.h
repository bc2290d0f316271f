#pragma once

#include <chrono>

namespace holdwatch {

/// A moment in UTC, to the microsecond. The core never reads a clock: every moment is an argument.
using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// Seconds as a number, for formulas and for the borders whose unit is seconds.
constexpr double to_seconds(Duration d) {
  return std::chrono::duration<double>(d).count();
}
constexpr double to_minutes(Duration d) {
  return to_seconds(d) / 60.0;
}

constexpr Duration from_seconds(double seconds) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
}

/// Seconds since the Unix epoch, as Prometheus counts time.
constexpr double to_unix_seconds(Time t) {
  return to_seconds(t.time_since_epoch());
}

}  // namespace holdwatch
