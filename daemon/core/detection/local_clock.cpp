#include "core/detection/local_clock.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

constexpr Duration kQuarter = std::chrono::minutes{15};

}  // namespace

Slot slot_at(const Zone& zone, Time t) {
  const auto local = zone.to_local(t);
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const auto quarter = (local - midnight) / kQuarter;
  const auto into = local - midnight - quarter * kQuarter;
  // 1970-01-01 was a Thursday.
  const int day = static_cast<int>(midnight.time_since_epoch().count());
  const int weekday = ((day + 3) % 7 + 7) % 7;

  Slot slot;
  slot.to = std::min(t - into + kQuarter, zone.next_transition(t));
  slot.from = t - into;
  if (zone.to_local(slot.from) != midnight + quarter * kQuarter) {
    // The quarter began under another offset, whose part is a slot of its own.
    slot.from = zone.next_transition(slot.from);
  }
  slot.day = day;
  slot.week_slot = weekday * kQuartersPerDay + static_cast<int>(quarter);
  return slot;
}

}  // namespace holdwatch::core
