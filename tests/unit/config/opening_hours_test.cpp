#include "config/opening_hours.h"

#include <gmock/gmock.h>

namespace holdwatch::config {
namespace {

using testing::HasSubstr;

TEST(OpeningHours, ReadsDaysRangesAndSeveralOfThem) {
  const auto week = parse_opening_hours("Mon-Fri 08:00-20:00, Sat 09:30-14:00");
  ASSERT_TRUE(week) << week.error();
  for (std::size_t day = 0; day < 5; ++day) {
    EXPECT_EQ((*week)[day].open, 480);
    EXPECT_EQ((*week)[day].close, 1200);
  }
  EXPECT_EQ((*week)[5].open, 570);
  EXPECT_EQ((*week)[5].close, 840);
  EXPECT_EQ((*week)[6].open, (*week)[6].close);
}

TEST(OpeningHours, WrapsRoundTheWeekendAndEndsADayAt24) {
  const auto week = parse_opening_hours("Sat-Mon 00:00-24:00");
  ASSERT_TRUE(week) << week.error();
  EXPECT_EQ(format_opening_hours(*week), "Mon 00:00-24:00, Sat-Sun 00:00-24:00");
}

TEST(OpeningHours, WritesWhatItReads) {
  for (const char* text : {"Mon-Sun 08:00-20:00", "Tue 07:05-07:06",
                           "Mon-Thu 08:00-18:00, Fri 08:00-16:00, Sun 10:00-12:00"}) {
    EXPECT_EQ(format_opening_hours(parse_opening_hours(text).value()), text);
  }
  EXPECT_EQ(format_opening_hours(WeekHours{}), "closed");
}

TEST(OpeningHours, TellsWhatIsWrong) {
  const std::pair<const char*, const char*> table[] = {
      {"", "found '', expected hours like"},
      {"always", "found 'always', expected hours like"},
      {"Mon", "found 'Mon', expected"},
      {"Mon 8:00-20:00", "found 'Mon 8:00-20:00', expected"},
      {"Mon 08:00", "found 'Mon 08:00', expected"},
      {"Mon 08:00-20:60", "expected"},
      {"Mon 08:00-24:01", "expected"},
      {"Mon 25:00-26:00", "expected"},
      {"mon 08:00-20:00", "expected"},
      {"Mon-Xyz 08:00-20:00", "expected"},
      {"Mon-Fri 08:00-20:00,, Sat 09:00-14:00", "found '', expected"},
      {"Mon 20:00-08:00", "found 'Mon 20:00-08:00', which ends before it begins"},
      {"Mon 08:00-08:00", "ends before it begins"},
      {"Mon-Wed 08:00-20:00, Tue 09:00-10:00", "found Tue twice"},
  };
  for (const auto& [text, message] : table) {
    const auto week = parse_opening_hours(text);
    ASSERT_FALSE(week) << text;
    EXPECT_THAT(week.error(), HasSubstr(message)) << text;
  }
}

}  // namespace
}  // namespace holdwatch::config
