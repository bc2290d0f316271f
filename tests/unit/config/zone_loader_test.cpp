#include "config/zone_loader.h"

#include <gmock/gmock.h>

namespace holdwatch::config {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using testing::HasSubstr;
using namespace std::chrono_literals;

TEST(ZoneLoader, KnowsBothOffsetsOfAYearAndTheMomentsBetween) {
  const auto zone = load_zone("America/New_York");
  ASSERT_TRUE(zone) << zone.error();
  EXPECT_EQ((*zone)->name(), "America/New_York");
  EXPECT_EQ((*zone)->offset_at(sys_days{2026y / 1 / 15}), -5h);
  EXPECT_EQ((*zone)->offset_at(sys_days{2026y / 7 / 15}), -4h);
  // 2 a.m. local time on the second Sunday of March, the first of November.
  const Time spring = sys_days{2026y / 3 / 8} + 7h;
  const Time autumn = sys_days{2026y / 11 / 1} + 6h;
  EXPECT_EQ((*zone)->next_transition(sys_days{2026y / 1 / 15}), spring);
  EXPECT_EQ((*zone)->next_transition(spring), autumn);
  EXPECT_EQ((*zone)->offset_at(spring - 1us), -5h);
  EXPECT_EQ((*zone)->offset_at(spring), -4h);
}

TEST(ZoneLoader, KnowsHalfHoursTheSouthAndTheLastYearOfTheTables) {
  EXPECT_EQ(load_zone("Asia/Kolkata").value()->offset_at(sys_days{2026y / 1 / 1}), 5h + 30min);
  EXPECT_EQ(load_zone("Australia/Sydney").value()->offset_at(sys_days{2026y / 1 / 1}), 11h);
  EXPECT_EQ(load_zone("Europe/Paris").value()->offset_at(sys_days{2037y / 7 / 1}), 2h);
  EXPECT_EQ(load_zone("Europe/Paris").value()->offset_at(sys_days{1970y / 7 / 1}), 1h);
}

TEST(ZoneLoader, UtcHasNoTransitions) {
  const auto zone = load_zone("UTC");
  ASSERT_TRUE(zone);
  EXPECT_EQ((*zone)->next_transition(sys_days{1970y / 1 / 1}), Time::max());
}

TEST(ZoneLoader, NamesTheNearestZones) {
  EXPECT_THAT(load_zone("America/NewYork").error(),
              HasSubstr("found 'America/NewYork', expected an IANA time zone, perhaps "
                        "America/New_York"));
  EXPECT_THAT(load_zone("europe/paris").error(), HasSubstr("perhaps Europe/Paris"));
  EXPECT_THAT(load_zone("Nowhere at all, in no zone").error(), HasSubstr("such as Europe/Paris"));
  EXPECT_FALSE(load_zone(""));
  EXPECT_FALSE(load_zone("../../etc/passwd"));
}

}  // namespace
}  // namespace holdwatch::config
