#include "core/detection/opening_hours.h"

#include <gtest/gtest.h>

#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;

WeekHours weekdays(int open, int close) {
  WeekHours hours{};
  for (int day = 0; day < 5; ++day) hours[day] = {open, close};
  return hours;
}

TEST(OpeningHours, ConfiguredHoursHoldToTheMinute) {
  const OpeningHours hours(weekdays(8 * 60 + 10, 20 * 60));
  const Zone utc;
  EXPECT_FALSE(hours.is_open(utc, at(2026, 2, 2, 8, 9)));
  EXPECT_TRUE(hours.is_open(utc, at(2026, 2, 2, 8, 10)));
  EXPECT_TRUE(hours.is_open(utc, at(2026, 2, 2, 19, 59)));
  EXPECT_FALSE(hours.is_open(utc, at(2026, 2, 2, 20)));
  EXPECT_FALSE(hours.is_open(utc, at(2026, 2, 7, 12))) << "a Saturday";
}

TEST(OpeningHours, OpenTimeBetweenMomentsLeavesOutNightsAndWeekends) {
  const OpeningHours hours(weekdays(8 * 60, 20 * 60));
  const Zone utc;
  EXPECT_EQ(hours.open_between(utc, at(2026, 2, 2, 19), at(2026, 2, 3, 9)), std::chrono::hours{2});
  EXPECT_EQ(hours.open_between(utc, at(2026, 2, 6, 19, 30), at(2026, 2, 9, 8, 15)), minutes{45});
  EXPECT_EQ(hours.open_between(utc, at(2026, 2, 2), at(2026, 2, 16)), std::chrono::hours{120});
  EXPECT_EQ(hours.open_between(utc, at(2026, 2, 2, 12), at(2026, 2, 2, 12)), Duration{0});
}

TEST(OpeningHours, ARoundTheClockQueueIsOpenForTheRealHoursOfADayThatChangesTheClock) {
  const OpeningHours always(std::nullopt);
  EXPECT_EQ(always.open_between(*new_york(), at(2026, 3, 8, 5), at(2026, 3, 9, 4)),
            std::chrono::hours{23});
  EXPECT_EQ(always.open_between(*new_york(), at(2026, 11, 1, 4), at(2026, 11, 2, 5)),
            std::chrono::hours{25});
}

TEST(OpeningHours, LearnedHoursReplaceAlwaysOpen) {
  OpeningHours hours(std::nullopt);
  std::array<bool, kSlotsPerWeek> open{};
  open[40] = true;  // Monday 10:00
  hours.learn(open);
  EXPECT_TRUE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 5)));
  EXPECT_FALSE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 15)));
}

TEST(OpeningHours, CallsShowWhereInASlotTheQueueCloses) {
  OpeningHours hours(std::nullopt);
  std::array<bool, kSlotsPerWeek> open{};
  open[40] = open[41] = true;  // Monday 10:00 to 10:30
  hours.note_calls(40, {.first = 6, .last = 14});
  hours.note_calls(41, {.first = 0, .last = 4});
  hours.learn(open);
  EXPECT_FALSE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 5)));
  EXPECT_TRUE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 6)));
  EXPECT_TRUE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 19)));
  EXPECT_FALSE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 20)));
  hours.note_calls(41, {.first = 0, .last = 14});
  hours.learn(open);
  EXPECT_FALSE(hours.is_open(Zone{}, at(2026, 2, 2, 10, 22))) << "one late call is no new usual";
}

}  // namespace
}  // namespace holdwatch::core
