#pragma once

#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <random>

#include "core/detection/queue_detector.h"
#include "model/settings.h"
#include "model/zone.h"

namespace holdwatch::core::detector_test {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Time at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  return Time{std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                    static_cast<int>(day)}} +
         hours{hour} + minutes{minute};
}

/// America/New_York around its changes of 2026.
inline std::shared_ptr<const Zone> new_york() {
  return std::make_shared<const Zone>(
      "America/New_York", std::vector<Zone::Transition>{{at(2025, 11, 2, 6), hours{-5}},
                                                        {at(2026, 3, 8, 7), hours{-4}},
                                                        {at(2026, 11, 1, 6), hours{-5}}});
}

/// Gaps of a Poisson process, the same everywhere: the library's own distributions may differ.
class Arrivals {
 public:
  explicit Arrivals(std::uint64_t seed) : random_(seed) {}

  Duration gap(double per_minute) {
    const double u = (static_cast<double>(random_() >> 11) + 0.5) / 9007199254740992.0;
    return from_seconds(-std::log(u) / per_minute * 60);
  }

 private:
  std::mt19937_64 random_;
};

/// Feeds calls to a detector between two moments at a rate that may change by the minute, each
/// served at once; `seen` is asked after each call.
inline void feed(QueueDetector& detector, Arrivals& arrivals, Time from, Time to,
                 const std::function<double(Time)>& per_minute,
                 const std::function<void(Time)>& seen = {}) {
  for (Time t = from; t < to;) {
    // The process has no memory: a gap that outlives the minute starts anew at its end.
    const Time minute_end = std::min<Time>(to, std::chrono::floor<minutes>(t) + minutes{1});
    const double rate = per_minute(t);
    const Time next = rate > 0 ? Time{t + arrivals.gap(rate)} : minute_end;
    t = std::min(next, minute_end);
    detector.advance_to(t, {});
    if (next >= minute_end) continue;
    detector.offered(t);
    detector.wait_ended(t, seconds{0}, Outcome::answered);
    if (seen) seen(t);
  }
  detector.advance_to(to, {});
}

}  // namespace holdwatch::core::detector_test
