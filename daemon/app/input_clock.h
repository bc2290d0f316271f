#pragma once

#include <algorithm>

#include "app/clock.h"

namespace holdwatch {

/// When inputs arrived. While history is read, the core's clock must not run ahead of it: then an
/// input arrives at its own time, as in a replay. Afterwards it arrives now.
class InputClock {
 public:
  explicit InputClock(const Clock& clock)
      : clock_(clock), started_(clock.now()), live_from_(started_) {}

  Time started() const { return started_; }
  /// What is older is history: what came before the start, or before that of the run that this one
  /// goes on from.
  Time live_from() const { return live_from_; }
  void goes_on_from(Time live_from) { live_from_ = live_from; }
  Time now() const { return clock_.now(); }

  /// Each source that has history begins and ends it once.
  void history_begins() { ++histories_; }
  void history_ends() { --histories_; }
  bool live() const { return histories_ == 0; }

  /// When an input counts as having arrived that came at `came`.
  Time arrival(Time of_input, Time came) const { return live() ? came : std::min(of_input, came); }

 private:
  const Clock& clock_;
  Time started_;
  Time live_from_;
  int histories_ = 0;
};

}  // namespace holdwatch
