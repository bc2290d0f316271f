#include "app/report/period.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace holdwatch::report {
namespace {

using std::chrono::local_days;

constexpr local_days kSunday{std::chrono::year{2026} / 3 / 29};

TEST(PeriodTest, ADayBeginsItAndTheLastDayIsIncluded) {
  const Period period = period_of("2026-03-02", "2026-03-08", kSunday);
  EXPECT_EQ(iso_date(period.first), "2026-03-02");
  EXPECT_EQ(iso_date(period.last), "2026-03-08");
  EXPECT_TRUE(period.contains(period.last));
}

TEST(PeriodTest, SoManyDaysOrWeeksEndWithTheLastDaySeen) {
  EXPECT_EQ(iso_date(period_of("7d", std::nullopt, kSunday).first), "2026-03-23");
  EXPECT_EQ(iso_date(period_of("4w", std::nullopt, kSunday).first), "2026-03-02");
  EXPECT_EQ(iso_date(period_of("1d", "2026-03-02", kSunday).first), "2026-03-02");
}

TEST(PeriodTest, OneThatEndsBeforeItBeginsIsRefused) {
  EXPECT_THROW(period_of("2026-03-30", std::nullopt, kSunday), std::runtime_error);
  EXPECT_THROW(period_of("2026-03-09", "2026-03-08", kSunday), std::runtime_error);
}

TEST(PeriodTest, WhatIsNoDayAndNoNumberOfDaysIsSaid) {
  for (const char* bad : {"", "d", "7", "-7d", "0d", "7m", "99999d", "2026-3-2", "2026-02-29",
                          "2026-13-01", "2026-03-02T00:00:00Z", "tomorrow", "2026-03-0x"}) {
    EXPECT_NE(problem_of_since(bad), "") << bad;
    EXPECT_NE(problem_of_day(bad), "") << bad;
  }
  EXPECT_EQ(problem_of_since("2028-02-29"), "");
  EXPECT_EQ(problem_of_since("12w"), "");
  EXPECT_NE(problem_of_day("12w"), "");
}

TEST(PeriodTest, AWeekBeginsOnMonday) {
  EXPECT_EQ(iso_date(week_of(kSunday)), "2026-03-23");
  EXPECT_EQ(week_of(week_of(kSunday)), week_of(kSunday));
  EXPECT_EQ(short_date(kSunday), "Sun 29 Mar");
}

}  // namespace
}  // namespace holdwatch::report
