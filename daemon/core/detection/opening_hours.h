#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "core/detection/local_clock.h"
#include "model/settings.h"

namespace holdwatch::core {

/// When a queue is open, by week slot: as configured, or as learned from where its calls fall.
class OpeningHours {
 public:
  explicit OpeningHours(const std::optional<WeekHours>& configured);

  bool learned() const { return learned_; }
  /// Calls of a slot came from minute `first` to minute `last` of it: where opening or closing
  /// falls inside a slot, they show where.
  void note_calls(int week_slot, int first, int last);
  /// For learned hours: whether a slot is open is somebody else's judgement.
  void learn(const std::array<bool, kSlotsPerWeek>& open);

  /// The open part of a slot of the week, from its start; opens == closes when there is none.
  Duration opens(int week_slot) const { return std::chrono::minutes{open_[week_slot]}; }
  Duration closes(int week_slot) const { return std::chrono::minutes{close_[week_slot]}; }
  bool is_open(const Zone& zone, Time t) const;
  Duration open_between(const Zone& zone, Time from, Time to) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    OpeningHours state = *this;
    archive(state.edges_, state.open_, state.close_, state.before_);
    edges_ = state.edges_;
    if (learned_) *this = state;  // configured hours are as configured now
  }

 private:
  void set_minutes(int week_slot, int open, int close);
  Duration open_since_epoch(std::chrono::local_time<Duration> local) const;

  // Where the calls of a slot begin and end, in minutes; as learned so far.
  struct Edges {
    std::uint8_t first = kUnknown;
    std::uint8_t last = kUnknown;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(first, last);
    }
  };
  static constexpr std::uint8_t kUnknown = 255;

  bool learned_;
  std::array<Edges, kSlotsPerWeek> edges_{};
  std::array<std::uint8_t, kSlotsPerWeek> open_{};   // open minutes of the slot begin here
  std::array<std::uint8_t, kSlotsPerWeek> close_{};  // and end here
  std::array<std::uint16_t, kSlotsPerWeek + 1> before_{};
};

}  // namespace holdwatch::core
