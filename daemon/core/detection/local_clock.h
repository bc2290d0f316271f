#pragma once

#include "model/time.h"
#include "model/zone.h"

namespace holdwatch::core {

inline constexpr int kQuartersPerDay = 96;
inline constexpr int kSlotsPerWeek = 7 * kQuartersPerDay;
inline constexpr int kHoursPerWeek = 7 * 24;
inline constexpr int kSlotsPerHour = kSlotsPerWeek / kHoursPerWeek;

/// A quarter of an hour as the clock on the wall shows it, and its real stretch of time: a change
/// of the offset cuts it short, so days of 23 and 25 hours have their true exposure.
struct Slot {
  Time from;
  Time to;
  int day = 0;        ///< local days since 1970-01-01
  int week_slot = 0;  ///< weekday (Monday 0) * 96 + quarter of the day

  int weekday() const { return week_slot / kQuartersPerDay; }
  int quarter() const { return week_slot % kQuartersPerDay; }
  double minutes() const { return to_minutes(to - from); }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, to, day, week_slot);
  }
};

/// The slot that holds `t`, in the zone's local time.
Slot slot_at(const Zone& zone, Time t);

}  // namespace holdwatch::core
