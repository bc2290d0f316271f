#include "sources/freeswitch_esl/callcenter_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace holdwatch::freeswitch_esl {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> column(std::string_view text, std::string_view name) {
  std::vector<std::string> cells;
  const auto table = CallcenterTable::parse(text);
  table.value().each([&](const CallcenterTable::Row& row) { cells.emplace_back(row[name]); });
  return cells;
}

TEST(CallcenterTable, GivesCellsByTheirColumn) {
  constexpr std::string_view kText = "queue|agent|state\na@x|1@x|Ready\nb@x||\n+OK\n";
  EXPECT_THAT(column(kText, "queue"), ElementsAre("a@x", "b@x"));
  EXPECT_THAT(column(kText, "state"), ElementsAre("Ready", ""));
  EXPECT_THAT(column(kText, "absent"), ElementsAre("", ""));
}

TEST(CallcenterTable, ARowMayBeShort) {
  EXPECT_THAT(column("queue|agent|state\na@x\n+OK", "state"), ElementsAre(""));
}

TEST(CallcenterTable, MayBeEmpty) {
  EXPECT_THAT(column("queue|agent\n+OK\n", "queue"), IsEmpty());
}

TEST(CallcenterTable, AnErrorOrHalfAnAnswerIsNone) {
  for (const char* text : {"", "-ERR callcenter_config Command not found!\n", "+OK\n",
                           "queue|agent\n", "queue|agent\na@x|1@x\n", "\n\n"}) {
    EXPECT_FALSE(CallcenterTable::parse(text)) << text;
  }
}

}  // namespace
}  // namespace holdwatch::freeswitch_esl
