#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "model/time.h"

namespace holdwatch {

/// A time zone as a value: the offsets that hold from each transition on, ascending.
/// The rules come from the IANA database when the configuration is read, so that the core needs
/// no file to know a local time. An empty table is UTC.
class Zone {
 public:
  struct Transition {
    Time from;
    std::chrono::seconds offset;  ///< local minus UTC
  };

  Zone() = default;
  Zone(std::string name, std::vector<Transition> transitions)
      : name_(std::move(name)), transitions_(std::move(transitions)) {}

  const std::string& name() const { return name_; }

  /// Local minus UTC at `t`; before the first transition, the first offset.
  std::chrono::seconds offset_at(Time t) const {
    if (transitions_.empty()) return {};
    auto next = std::upper_bound(transitions_.begin(), transitions_.end(), t,
                                 [](Time a, const Transition& b) { return a < b.from; });
    return next == transitions_.begin() ? next->offset : std::prev(next)->offset;
  }

  /// What a clock on the wall shows at `t`.
  std::chrono::local_time<Duration> to_local(Time t) const {
    return std::chrono::local_time<Duration>{(t + offset_at(t)).time_since_epoch()};
  }

  /// The day that a calendar on the wall shows at `t`.
  std::chrono::local_days day_of(Time t) const {
    return std::chrono::floor<std::chrono::days>(to_local(t));
  }

  /// When a day begins there: at midnight, whatever the clock does later that day.
  Time begin_of(std::chrono::local_days day) const {
    const Time as_utc{day.time_since_epoch()};
    return as_utc - offset_at(as_utc - offset_at(as_utc));
  }

  /// The first transition after `t`, or Time::max(): offsets are constant in between.
  Time next_transition(Time t) const {
    auto next = std::upper_bound(transitions_.begin(), transitions_.end(), t,
                                 [](Time a, const Transition& b) { return a < b.from; });
    return next == transitions_.end() ? Time::max() : next->from;
  }

 private:
  std::string name_ = "UTC";
  std::vector<Transition> transitions_;
};

}  // namespace holdwatch
