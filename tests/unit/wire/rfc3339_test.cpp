#include "wire/rfc3339.h"

#include <gtest/gtest.h>

#include <limits>

namespace holdwatch::wire {
namespace {

using std::chrono::microseconds;

std::int64_t micros(std::string_view text) {
  const auto time = parse_rfc3339(text);
  return time ? time->time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
}

TEST(Rfc3339, ReadsUtc) {
  EXPECT_EQ(micros("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(micros("2026-02-02T05:07:35Z"), 1'770'008'855'000'000);
  EXPECT_EQ(micros("2026-02-02t05:07:35z"), 1'770'008'855'000'000);
}

TEST(Rfc3339, ReadsFractionsAndCutsBeyondTheMicrosecond) {
  EXPECT_EQ(micros("1970-01-01T00:00:00.5Z"), 500'000);
  EXPECT_EQ(micros("1970-01-01T00:00:00.000001Z"), 1);
  EXPECT_EQ(micros("1970-01-01T00:00:00.123456999999999Z"), 123'456);
}

TEST(Rfc3339, AnOffsetIsTakenAwayFromTheLocalTime) {
  EXPECT_EQ(micros("1970-01-01T02:30:00+02:30"), 0);
  EXPECT_EQ(micros("1969-12-31T19:00:00-05:00"), 0);
  EXPECT_EQ(micros("1970-01-01T00:00:00-00:00"), 0);
}

TEST(Rfc3339, ReadsTheLeapDay) {
  EXPECT_EQ(parse_rfc3339("2024-02-29T00:00:00Z"),
            Time{std::chrono::sys_days{std::chrono::year{2024} / 2 / 29}});
}

class BadTime : public testing::TestWithParam<std::string_view> {};

TEST_P(BadTime, IsRefused) {
  EXPECT_EQ(parse_rfc3339(GetParam()), std::nullopt) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Rfc3339, BadTime,
    testing::Values("", "Z", "2026", "2026-02-02", "2026-02-02T05:07:35", "2026-02-02 05:07:35Z",
                    "2026-02-02T05:07Z", "2026-02-02T05:07:35.Z", "2026-02-02T05:07:35,5Z",
                    "2026-02-02T05:07:35Z ", " 2026-02-02T05:07:35Z", "2026-02-02T05:07:35ZZ",
                    "2026-13-02T05:07:35Z", "2026-00-02T05:07:35Z", "2026-02-30T05:07:35Z",
                    "2025-02-29T05:07:35Z", "2026-02-00T05:07:35Z", "2026-02-02T24:07:35Z",
                    "2026-02-02T05:60:35Z", "2026-02-02T05:07:60Z", "2026-2-2T5:7:35Z",
                    "+026-02-02T05:07:35Z", "2026-02-02T05:07:35+0100", "2026-02-02T05:07:35+01",
                    "2026-02-02T05:07:35+24:00", "2026-02-02T05:07:35+01:60",
                    "2026-02-02T05:07:35+", "20260202T050735Z", "1770008855",
                    std::string_view("2026-02-02T05:07:35Z\0", 21),
                    std::string_view("2026\0-02-02T05:07:35Z", 21)));

TEST(Rfc3339, WritesMillisecondsWhenTheyAreExact) {
  EXPECT_EQ(format_rfc3339(Time{microseconds{0}}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(format_rfc3339(Time{microseconds{1'770'008'855'255'000}}), "2026-02-02T05:07:35.255Z");
}

TEST(Rfc3339, WritesMicrosecondsWhenTheyAreNeeded) {
  EXPECT_EQ(format_rfc3339(Time{microseconds{1'770'008'855'255'001}}),
            "2026-02-02T05:07:35.255001Z");
}

TEST(Rfc3339, WritesTimesBeforeTheEpoch) {
  EXPECT_EQ(format_rfc3339(Time{microseconds{-1}}), "1969-12-31T23:59:59.999999Z");
}

TEST(Rfc3339, ReadsWhatItWrites) {
  for (std::int64_t t = 0; t < 7'000'000'000'000'000; t += 98'765'432'109'877) {
    EXPECT_EQ(parse_rfc3339(format_rfc3339(Time{microseconds{t}})), Time{microseconds{t}});
  }
}

}  // namespace
}  // namespace holdwatch::wire
