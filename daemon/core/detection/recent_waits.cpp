#include "core/detection/recent_waits.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

std::int64_t minute_of(Time t) {
  return std::chrono::floor<std::chrono::minutes>(t).time_since_epoch().count();
}

}  // namespace

WaitCounts& RecentWaits::minute(Time t) {
  const std::int64_t now = minute_of(t);
  for (std::int64_t m = std::max(last_ + 1, now - kMinutes + 1); m <= now; ++m) {
    minutes_[static_cast<std::size_t>(m % kMinutes)] = {};
  }
  last_ = std::max(last_, now);
  return minutes_[static_cast<std::size_t>(now % kMinutes)];
}

void RecentWaits::wait_ended(Time t, Duration wait, bool bad, bool brief) {
  WaitCounts& now = minute(t);
  ++now.ended;
  now.bad += bad;
  if (bad) last_bad_ = last_;
  now.brief += brief;
  now.minutes += to_minutes(wait);
}

void RecentWaits::talk_ended(Time t, bool brief) {
  minute(t).brief += brief;
}

bool RecentWaits::may_be_bad(Time t, int minutes) const {
  return last_bad_ >= 0 && last_bad_ >= minute_of(t) - minutes;
}

WaitCounts RecentWaits::counts(Time t, int minutes) const {
  const std::int64_t now = minute_of(t);
  WaitCounts sum;
  for (std::int64_t m = std::max<std::int64_t>(now - minutes, 0); m <= last_; ++m) {
    const WaitCounts& counts = minutes_[static_cast<std::size_t>(m % kMinutes)];
    sum.ended += counts.ended;
    sum.bad += counts.bad;
    sum.brief += counts.brief;
    sum.minutes += counts.minutes;
  }
  return sum;
}

}  // namespace holdwatch::core
