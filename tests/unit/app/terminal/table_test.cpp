#include "app/terminal/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sinks/console/text_layout.h"

namespace holdwatch::terminal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Table sample() {
  return {{{"QUEUE", Align::left, 0, true},
           {"WAITING", Align::right},
           {"LONGEST", Align::right, 1},
           {"NOTE", Align::left, 2, true}},
          {{{"orders"}, {"12"}, {"4:12"}, {"a surge since this morning"}},
           {{"a queue with a long name"}, {"0"}, {"-"}, {"calm"}}}};
}

TEST(Table, AlignsWhatItHolds) {
  EXPECT_THAT(lay_out(sample(), 100, false),
              ElementsAre("QUEUE                     WAITING  LONGEST  NOTE",
                          "orders                         12     4:12  a surge since this morning",
                          "a queue with a long name        0        -  calm"));
}

TEST(Table, LeavesOutWhatIsMostDispensableFirst) {
  EXPECT_THAT(lay_out(sample(), 50, false),
              ElementsAre("QUEUE                     WAITING  LONGEST",
                          "orders                         12     4:12",
                          "a queue with a long name        0        -"));
}

TEST(Table, CutsWhatMayBeCut) {
  EXPECT_THAT(
      lay_out(sample(), 22, false),
      ElementsAre("QUEUE          WAITING", "orders              12", "a queue with…        0"));
}

TEST(Table, IsNeverWiderThanTheTerminal) {
  for (std::size_t width = 15; width < 90; ++width) {
    for (const std::string& line : lay_out(sample(), width, false)) {
      EXPECT_LE(console::width_of(line), width) << line;
    }
  }
}

TEST(Table, KeepsItsColumnsWhenTextIsWideOrNoisy) {
  const Table table{{{"A"}, {"B"}}, {{{"電話"}, {"x"}}, {{"\x1b[2Jq"}, {"y"}}}};
  EXPECT_THAT(lay_out(table, 80, false), ElementsAre("A      B", "電話   x", " [2Jq  y"));
}

TEST(Table, PaintsOnlyWhereColoursAreTaken) {
  const Table table{{{"A"}}, {{{"bad", Tone::bad}}}};
  EXPECT_THAT(lay_out(table, 80, true).back(), "\x1b[1;31mbad\x1b[0m");
  EXPECT_THAT(lay_out(table, 80, false).back(), "bad");
}

TEST(Paint, HighlightsWholeLines) {
  const std::string line = paint("a", Tone::bad, true) + " b";
  EXPECT_EQ(highlight(line, true), "\x1b[7m\x1b[1;31ma\x1b[0m\x1b[7m b\x1b[0m");
  EXPECT_EQ(highlight("a b", false), "a b");
}

}  // namespace
}  // namespace holdwatch::terminal
