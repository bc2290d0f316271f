#pragma once

#include <algorithm>

#include "app/clock.h"

namespace holdwatch {

/// When inputs arrived. While history is read, the core's clock must not run ahead of it: then an
/// input arrives at its own time, as in a replay. Afterwards it arrives now.
class InputClock {
 public:
  explicit InputClock(const Clock& clock) : clock_(clock), started_(clock.now()) {}

  Time started() const { return started_; }
  Time now() const { return clock_.now(); }

  /// Each source that has history begins and ends it once.
  void history_begins() { ++histories_; }
  void history_ends() { --histories_; }
  bool live() const { return histories_ == 0; }

  Time arrival(Time of_input) const { return live() ? now() : std::min(of_input, now()); }

 private:
  const Clock& clock_;
  Time started_;
  int histories_ = 0;
};

}  // namespace holdwatch
