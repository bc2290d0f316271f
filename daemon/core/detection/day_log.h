#pragma once

#include <array>
#include <cstdint>

#include "core/detection/local_clock.h"
#include "core/single.h"

namespace holdwatch::core {

/// The minutes of a slot, counted from its start, in which its calls began and ended.
struct CallMinutes {
  static constexpr bool kIsPlain = true;
  static constexpr std::uint8_t kNone = 15;

  std::uint8_t first : 4 = kNone;
  std::uint8_t last : 4 = kNone;

  bool any() const { return first != kNone; }
  void add(int minute) {
    last = static_cast<std::uint8_t>(minute);
    if (!any()) first = last;
  }
};

/// What came in one slot, and what would usually have come. Packed: there are 192 in each queue.
struct SlotRecord {
  static constexpr bool kIsPlain = true;
  using Seconds = std::chrono::duration<std::uint32_t>;
  using Length = std::chrono::duration<std::uint16_t>;

  std::chrono::sys_time<Seconds> from;
  Length length{};
  std::uint16_t day = 0;
  std::uint32_t calls = 0;
  Single open_minutes;       ///< seen
  Single unwatched_minutes;  ///< open, and not seen
  Single usual;              ///< calls at a busyness of 1
  std::uint16_t week_slot = 0;
  CallMinutes minutes;
  bool in_surge : 1 = false;  ///< teaches nothing: its calls are not the usual ones
  bool blind : 1 = false;     ///< teaches nothing: the feed didn't see it
  bool opening : 1 = false;   ///< within the day's first hour
  bool learned : 1 = false;   ///< the baseline has it already
  std::uint8_t rest : 4 = 0;  ///< so that every bit is something

  Time to() const { return from + length; }
};
static_assert(sizeof(SlotRecord) == 28);

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

  /// Of a day that has slots here, as known last: its calls over the usual.
  double busyness(int day) const;
  void set_busyness(int day, double busyness) { busyness_[of(day)] = {day, busyness}; }

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(ring_, first_, size_, busyness_);
  }

 private:
  struct Busyness {
    int day = -1;
    Single of_day = 1;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(day, of_day);
    }
  };
  static constexpr int kDays = 4;  // that have slots among the latest, and one to spare

  static int of(int day) { return ((day % kDays) + kDays) % kDays; }

  std::array<SlotRecord, kSlots> ring_{};
  int first_ = 0;
  int size_ = 0;
  std::array<Busyness, kDays> busyness_{};
};

}  // namespace holdwatch::core
