#include "app/terminal/figures.h"

#include <gtest/gtest.h>

namespace holdwatch::terminal {
namespace {

using namespace std::chrono_literals;

const Zone kBerlin("Europe/Berlin", {{Time{}, 1h}});
constexpr Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} + 23h + 30min;

TEST(Figures, SpansAreMinutesAndSeconds) {
  EXPECT_EQ(span(0), "0:00");
  EXPECT_EQ(span(252.4), "4:12");
  EXPECT_EQ(span(3753), "1:02:33");
  EXPECT_EQ(span(-5), "0:00");
}

TEST(Figures, ExtraCallsHaveTheirRange) {
  EXPECT_EQ(extra({23.4, 16, 30}), "+23 (16 to 30)");
  EXPECT_EQ(extra({-3, -6, 0}), "-3 (-6 to 0)");
}

TEST(Figures, BytesHaveAUnit) {
  EXPECT_EQ(bytes(900), "0.9 kB");
  EXPECT_EQ(bytes(12'345'678), "12.3 MB");
  EXPECT_EQ(bytes(2'500'000'000), "2.50 GB");
}

TEST(Figures, MomentsAreThoseOfTheZoneAndSayTheirDayWhenItIsNotToday) {
  EXPECT_EQ(clock(kNow, kBerlin), "00:30:00");
  EXPECT_EQ(moment(kNow - 10min, kNow, kBerlin), "00:20");
  EXPECT_EQ(moment(kNow - 1h, kNow, kBerlin), "Tue 23:30");
  EXPECT_EQ(moment(kNow - 6 * 24h, kNow, kBerlin), "Thu 00:30");
  EXPECT_EQ(moment(kNow - 7 * 24h, kNow, kBerlin), "2026-02-25 00:30");
  EXPECT_EQ(moment(kNow + 24h, kNow, kBerlin), "2026-03-05 00:30");
}

}  // namespace
}  // namespace holdwatch::terminal
