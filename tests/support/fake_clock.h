#pragma once

#include "app/clock.h"

namespace holdwatch {

/// A clock that stands still until it is set.
class FakeClock : public Clock {
 public:
  Time now() const override { return time; }

  Time time{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{9}};
};

}  // namespace holdwatch
