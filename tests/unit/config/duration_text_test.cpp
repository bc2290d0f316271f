#include "config/duration_text.h"

#include <gtest/gtest.h>

namespace holdwatch::config {
namespace {

using namespace std::chrono_literals;

TEST(DurationText, ReadsAndWritesEveryUnit) {
  const std::pair<const char*, Duration> table[] = {{"250ms", 250ms}, {"60s", 60s}, {"15m", 15min},
                                                    {"3h", 3h},       {"2d", 48h},  {"0s", 0s}};
  for (const auto& [text, duration] : table) EXPECT_EQ(parse_duration(text), duration) << text;
}

TEST(DurationText, RefusesWhatHasNoUnitOrNoWholeNumber) {
  for (const char* text : {"", "60", "s", "1.5h", "-5s", "+5s", " 5s", "5s ", "5 s", "5S", "1h30m",
                           "99999999999999999999s", "99999999999d"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(DurationText, WritesTheLargestUnitWithoutAFraction) {
  EXPECT_EQ(format_duration(60s), "1m");
  EXPECT_EQ(format_duration(90s), "90s");
  EXPECT_EQ(format_duration(36h), "36h");
  EXPECT_EQ(format_duration(48h), "2d");
  EXPECT_EQ(format_duration(1500ms), "1500ms");
  EXPECT_EQ(format_duration(0s), "0s");
  EXPECT_EQ(format_duration(7us), "7us");
}

}  // namespace
}  // namespace holdwatch::config
