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

/// Makes of a wall clock a time that never goes back: while the wall clock is behind what was told
/// before, since somebody set it back, time goes on at the pace of a clock that nobody sets.
class ForwardTime {
 public:
  using Steady = std::chrono::steady_clock::time_point;

  Time at(Time wall, Steady steady);
  /// The wall clock is behind.
  bool is_ahead() const { return is_ahead_; }

 private:
  Time last_;
  Steady last_steady_;
  bool is_ahead_ = false;
};

/// The machine's, without its steps back. Of one thread.
class SystemClock : public Clock {
 public:
  Time now() const override;

 private:
  mutable ForwardTime time_;
};

}  // namespace holdwatch
