#include "core/state/day_figures.h"

#include <gtest/gtest.h>

#include "unit/core/detection/support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

TEST(ZoneDays, ADayBeginsAtLocalMidnightAlsoWhenTheClockChangesLaterThatDay) {
  const auto new_yorks = new_york();
  const Zone& zone = *new_yorks;
  const local_days spring = local_days{std::chrono::year{2026} / 3 / 8};
  EXPECT_EQ(zone.begin_of(spring), at(2026, 3, 8, 5));
  EXPECT_EQ(zone.begin_of(spring + days{1}), at(2026, 3, 9, 4)) << "23 hours later";
  const local_days autumn = local_days{std::chrono::year{2026} / 11 / 1};
  EXPECT_EQ(zone.begin_of(autumn), at(2026, 11, 1, 4));
  EXPECT_EQ(zone.begin_of(autumn + days{1}), at(2026, 11, 2, 5)) << "25 hours later";
  EXPECT_EQ(zone.day_of(at(2026, 3, 8, 4, 59)), spring - days{1});
  EXPECT_EQ(zone.day_of(at(2026, 3, 8, 5)), spring);
}

TEST(ZoneDays, EastOfGreenwichADayBeginsBeforeItsUtcDate) {
  const Zone zone("east", {{at(2026, 1, 1), std::chrono::hours{9}},
                           {at(2026, 3, 28, 17), std::chrono::hours{10}}});  // at 02:00 there
  EXPECT_EQ(zone.begin_of(local_days{std::chrono::year{2026} / 3 / 29}), at(2026, 3, 28, 15));
}

TEST(DayFigures, BeginAnewAtMidnightOfTheirZone) {
  const auto new_yorks = new_york();
  const Zone& zone = *new_yorks;
  const Time before = at(2026, 3, 3, 4, 59);
  DayFigures figures;
  figures.offered(before, zone);
  figures.left(Outcome::answered, seconds{20}, seconds{20}, before, zone);
  figures.left(Outcome::answered, seconds{21}, seconds{20}, before, zone);
  figures.left(Outcome::abandoned, seconds{5}, seconds{20}, before, zone);
  figures.left(Outcome::timeout, seconds{5}, seconds{20}, before, zone);
  const QueueDay day = figures.at(before);
  EXPECT_EQ(day.offered, 1u);
  EXPECT_EQ(day.answered, 2u);
  EXPECT_EQ(day.answered_in_target, 1u) << "exactly the target is within it";
  EXPECT_EQ(day.abandoned, 1u);
  EXPECT_EQ(figures.at(at(2026, 3, 3, 5)).answered, 0u) << "nothing came yet, but it is tomorrow";
  figures.offered(at(2026, 3, 3, 6), zone);
  EXPECT_EQ(figures.at(at(2026, 3, 3, 6)).offered, 1u);
  EXPECT_EQ(figures.at(at(2026, 3, 3, 6)).answered, 0u);
}

}  // namespace
}  // namespace holdwatch::core
