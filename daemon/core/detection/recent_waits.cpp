#include "core/detection/recent_waits.h"

namespace holdwatch::core {

void RecentWaits::wait_ended(Time t, Duration wait, bool bad, bool brief) {
  WaitCounts& now = minutes_.at(t);
  ++now.ended;
  now.bad += bad;
  if (bad) last_bad_ = Minutes::minute_of(t);
  now.brief += brief;
  now.minutes += to_minutes(wait);
}

void RecentWaits::talk_ended(Time t, bool brief) {
  minutes_.at(t).brief += brief;
}

bool RecentWaits::may_be_bad(Time t, int minutes) const {
  return last_bad_ >= Minutes::minute_of(t - std::chrono::minutes{minutes});
}

WaitCounts RecentWaits::counts(Time t, int minutes) const {
  WaitCounts sum;
  for (const auto& [minute, counts] : minutes_.since(t - std::chrono::minutes{minutes})) {
    sum.ended += counts.ended;
    sum.bad += counts.bad;
    sum.brief += counts.brief;
    sum.minutes += counts.minutes;
  }
  return sum;
}

}  // namespace holdwatch::core
