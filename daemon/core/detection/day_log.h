#pragma once

#include <array>
#include <cstdint>

#include "core/detection/local_clock.h"

namespace holdwatch::core {

/// What came in one slot, and what would usually have come.
struct SlotRecord {
  Time from;
  Time to;
  std::int32_t day = 0;
  std::uint32_t calls = 0;
  std::int16_t week_slot = 0;
  bool in_surge = false;          ///< teaches nothing: its calls are not the usual ones
  bool blind = false;             ///< teaches nothing: the feed didn't see it
  bool opening = false;           ///< within the day's first hour
  bool learned = false;           ///< the baseline has it already
  std::int8_t first_minute = -1;  ///< of the slot, with a call in it; -1: none
  std::int8_t last_minute = -1;
  double open_minutes = 0;       ///< seen
  double unwatched_minutes = 0;  ///< open, and not seen
  double usual = 0;              ///< calls at a busyness of 1
  double busyness = 1;           ///< of its day, as known last

  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, to, day, week_slot, in_surge, blind, opening, learned, open_minutes,
            unwatched_minutes, usual, busyness, calls, first_minute, last_minute);
  }
};

/// The last two days of slots, newest last.
class DayLog {
 public:
  static constexpr int kSlots = 2 * kQuartersPerDay;

  void add(const SlotRecord& record);
  int size() const { return size_; }
  /// 0 is the oldest kept.
  SlotRecord& operator[](int i) { return ring_[(first_ + i) % kSlots]; }
  const SlotRecord& operator[](int i) const { return ring_[(first_ + i) % kSlots]; }
  SlotRecord& back() { return (*this)[size_ - 1]; }

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(ring_, first_, size_);
  }

 private:
  std::array<SlotRecord, kSlots> ring_{};
  int first_ = 0;
  int size_ = 0;
};

}  // namespace holdwatch::core
