#include "core/detection/local_clock.h"

#include <gtest/gtest.h>

#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;

int slots_of_day(const Zone& zone, Time midnight) {
  const int day = slot_at(zone, midnight).day;
  int n = 0;
  for (Slot slot = slot_at(zone, midnight); slot.day == day; slot = slot_at(zone, slot.to)) ++n;
  return n;
}

TEST(LocalClock, SlotsAreQuartersOfTheLocalWeekFromMonday) {
  const Slot slot = slot_at(*new_york(), at(2026, 2, 2, 14, 20));  // a Monday, 09:20 there
  EXPECT_EQ(slot.week_slot, 9 * 4 + 1);
  EXPECT_EQ(slot.from, at(2026, 2, 2, 14, 15));
  EXPECT_EQ(slot.to, at(2026, 2, 2, 14, 30));
  EXPECT_EQ(slot_at(*new_york(), at(2026, 2, 2, 3)).weekday(), 6) << "still Sunday in New York";
}

TEST(LocalClock, ADayHasTwentyThreeOrTwentyFiveHoursWhenTheClockChanges) {
  const auto zone = new_york();
  EXPECT_EQ(slots_of_day(*zone, at(2026, 3, 7, 5)), 96);
  EXPECT_EQ(slots_of_day(*zone, at(2026, 3, 8, 5)), 92);
  EXPECT_EQ(slots_of_day(*zone, at(2026, 11, 1, 4)), 100);
}

TEST(LocalClock, AChangeInsideAQuarterCutsItInTwo) {
  const Zone zone("odd", {{at(2026, 1, 1), minutes{0}}, {at(2026, 1, 2, 0, 5), minutes{-7}}});
  const Slot before = slot_at(zone, at(2026, 1, 2, 0, 2));
  EXPECT_EQ(before.to, at(2026, 1, 2, 0, 5));
  const Slot after = slot_at(zone, at(2026, 1, 2, 0, 6));
  EXPECT_EQ(after.from, at(2026, 1, 2, 0, 5));
  EXPECT_EQ(after.to, at(2026, 1, 2, 0, 7));
}

TEST(LocalClock, TimesBeforeTheEpochHaveSlotsToo) {
  const Slot slot = slot_at(Zone{}, at(1969, 12, 31, 23, 59));
  EXPECT_EQ(slot.day, -1);
  EXPECT_EQ(slot.week_slot, 2 * 96 + 95);  // a Wednesday
}

}  // namespace
}  // namespace holdwatch::core
