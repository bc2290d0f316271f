#include "core/detection/calendar.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

int day(int year, unsigned month, unsigned d) {
  const std::chrono::sys_days date{std::chrono::year{year} / static_cast<int>(month) /
                                   static_cast<int>(d)};
  return static_cast<int>(date.time_since_epoch().count());
}

TEST(Calendar, KnowsHolidaysTheDayAfterAndTurnsOfTheMonth) {
  const std::chrono::year_month_day presidents{std::chrono::year{2026} / 2 / 16};
  const Calendar calendar({{presidents, "Presidents' Day"}});
  EXPECT_EQ(calendar.kind(day(2026, 2, 15)), DayKind::ordinary);
  EXPECT_EQ(calendar.kind(day(2026, 2, 16)), DayKind::holiday);
  EXPECT_EQ(calendar.kind(day(2026, 2, 17)), DayKind::after_holiday);
}

TEST(Calendar, AMonthTurnsFromItsLastWeekdayToTheFirstOfTheNext) {
  const Calendar calendar({});
  EXPECT_EQ(calendar.kind(day(2026, 2, 26)), DayKind::ordinary);
  for (int friday = day(2026, 2, 27), d = friday; d <= friday + 3; ++d) {
    EXPECT_EQ(calendar.kind(d), DayKind::month_turn) << d - friday << " days after Friday";
  }
  EXPECT_EQ(calendar.kind(day(2026, 3, 3)), DayKind::ordinary);
  EXPECT_EQ(calendar.kind(day(2028, 2, 28)), DayKind::ordinary) << "a leap year";
  EXPECT_EQ(calendar.kind(day(2028, 2, 29)), DayKind::month_turn);
  EXPECT_EQ(calendar.kind(day(2028, 3, 1)), DayKind::month_turn);
}

}  // namespace
}  // namespace holdwatch::core
