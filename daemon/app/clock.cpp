#include "app/clock.h"

#include <spdlog/spdlog.h>

namespace holdwatch {

Time ForwardTime::at(Time wall, Steady steady) {
  is_ahead_ = wall < last_;
  last_ = is_ahead_ ? last_ + std::chrono::floor<Duration>(steady - last_steady_) : wall;
  last_steady_ = steady;
  return last_;
}

Time SystemClock::now() const {
  const Time wall = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  const bool was_ahead = time_.is_ahead();
  const Time now = time_.at(wall, std::chrono::steady_clock::now());
  if (time_.is_ahead() == was_ahead) return now;
  if (was_ahead) {
    spdlog::warn("clock has caught up");
  } else {
    spdlog::warn("clock was set back by {:.3f} s: time goes on as before until it has caught up",
                 to_seconds(now - wall));
  }
  return now;
}

}  // namespace holdwatch
