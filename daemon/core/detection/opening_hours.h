#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/detection/day_log.h"
#include "core/detection/local_clock.h"
#include "model/settings.h"

namespace holdwatch::core {

/// When a queue is open, by week slot: as configured, or as learned from where its calls fall.
class OpeningHours {
 public:
  explicit OpeningHours(const std::optional<WeekHours>& configured);

  bool learned() const { return learned_; }
  /// Where opening or closing falls inside a slot, the minutes of its calls show where.
  void note_calls(int week_slot, CallMinutes calls);
  /// For learned hours: whether a slot is open is somebody else's judgement.
  void learn(const std::array<bool, kSlotsPerWeek>& open);

  /// The open part of a slot of the week, from its start; opens == closes when there is none.
  Duration opens(int week_slot) const { return std::chrono::minutes{open_[week_slot].from}; }
  Duration closes(int week_slot) const { return std::chrono::minutes{open_[week_slot].to}; }
  bool is_open(const Zone& zone, Time t) const;
  Duration open_between(const Zone& zone, Time from, Time to) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    OpeningHours state = *this;
    archive(state.calls_, state.open_, state.before_);
    calls_ = state.calls_;
    if (learned_) *this = state;  // configured hours are as configured now
  }

 private:
  // Minutes of a slot.
  struct Open {
    static constexpr bool kIsPlain = true;

    std::uint8_t from : 4 = 0;
    std::uint8_t to : 4 = 0;

    int length() const { return to - from; }
  };

  void set_minutes(int week_slot, int from, int to);
  void add_up();
  Duration open_since_epoch(std::chrono::local_time<Duration> local) const;

  bool learned_;
  std::array<CallMinutes, kSlotsPerWeek> calls_{};  // where they begin and end, as learned so far
  std::array<Open, kSlotsPerWeek> open_{};
  std::array<std::uint16_t, kHoursPerWeek + 1> before_{};  // open minutes, by hour of the week
};

}  // namespace holdwatch::core
