#pragma once

#include <chrono>

#include "model/time.h"

namespace holdwatch {

/// What time it is. The daemon has one, and the pipeline is its only reader; tests bring their own.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

class SystemClock : public Clock {
 public:
  Time now() const override {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  }
};

}  // namespace holdwatch
