#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sample_alert.h"
#include "sinks/console/alert_text.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::console {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(TextLayout, CountsCharactersRatherThanBytes) {
  EXPECT_EQ(width_of("Größe ●"), 7u);
}

TEST(TextLayout, WideCharactersTakeTwoColumnsAndJoiningOnesNone) {
  EXPECT_EQ(width_of("電話"), 4u);
  EXPECT_EQ(width_of("e\u0301"), 1u);
  EXPECT_EQ(width_of("\xff\xfe"), 2u);
}

TEST(TextLayout, CutsToColumns) {
  EXPECT_EQ(cut("orders", 6), "orders");
  EXPECT_EQ(cut("orders", 5), "orde…");
  EXPECT_EQ(cut("電話番号", 6), "電話…");
  EXPECT_EQ(cut("orders", 0), "");
}

TEST(TextLayout, CleansWhatCouldSteerTheTerminal) {
  EXPECT_EQ(clean("a\x1b[2J\x7f\u009b\u202e\u2066z"), "a [2J    z");
  EXPECT_EQ(clean("Größe\xff"), "Größe?");
}

TEST(TextLayout, WrapsBetweenWords) {
  EXPECT_THAT(wrap("one two three four", 9), ElementsAre("one two", "three", "four"));
  EXPECT_THAT(wrap("a-very-long-word b", 5), ElementsAre("a-very-long-word", "b"));
  EXPECT_THAT(wrap("äää äää", 7), ElementsAre("äää äää"));
  EXPECT_THAT(wrap("  \n ", 10), IsEmpty());
}

TEST(TextLayout, LetsNobodyMoveTheCursor) {
  EXPECT_THAT(wrap("up\x1b[2Jdown\r\x07", 80), ElementsAre("up [2Jdown"));
}

TEST(TextLayout, DrawsBarsToAnEighth) {
  EXPECT_EQ(bar(0, 4), "    ");
  EXPECT_EQ(bar(0.5, 4), "██  ");
  EXPECT_EQ(bar(1.0 / 32, 4), "▏   ");
  EXPECT_EQ(bar(1, 4), "████");
  EXPECT_EQ(bar(7, 4), "████");
}

TEST(TextLayout, SpellsTimes) {
  EXPECT_EQ(spell_seconds(35.4), "35\u00a0s");
  EXPECT_EQ(spell_seconds(252), "4\u00a0min\u00a012\u00a0s");
  EXPECT_EQ(spell_seconds(3900), "1\u00a0h\u00a005\u00a0min");
}

TEST(AlertText, TimesAreThoseOfTheZone) {
  const Zone berlin("Europe/Berlin", {{Time{}, std::chrono::hours{1}}});
  const std::string text = render(test::sample_alert(), {false, 80, &berlin});
  EXPECT_THAT(text, HasSubstr("10:06:00 Europe/Berlin\n"));
  EXPECT_THAT(text, HasSubstr("Since    09:57 (between 09:54 and 09:59)"));
}

TEST(AlertText, TellsEverythingAtAGlance) {
  EXPECT_EQ(render(test::sample_alert(), {false, 80}),
            R"(● Surge in orders: critical                                         09:06:00 UTC
  Since    08:57 (between 08:54 and 08:59), more calls than usual
  Extra    38 calls beyond the usual (29 to 47)
  Waiting  12 now, the longest for 4 min 12 s; a new caller can expect
           3 min 00 s
  Suspects █████████████████▍     87 %  INC-7 backorder (supply chain)
                                        SKU-0042 is named
           ██▋                    13 %  none of the reported incidents
                                        calls name nothing that was reported
  Story    A caller waited 4 min 12 s about SKU-0042 and gave up.
  Data     38 calls beyond the usual since 08:57.
  Request  Tell customers of SKU-0042 a date of delivery today.
  Alert    5f2c

)");
}

TEST(AlertText, LeavesOutWhatIsNotKnown) {
  AlertChange change;
  change.queue = "orders";
  change.kind = AlertKind::silence;
  change.status = AlertStatus::resolved;
  const std::string text = render(change, {});
  EXPECT_THAT(text, StartsWith("○ Silence in orders: over"));
  for (const char* label : {"Suspects", "Extra", "Story", "Data", "Request", "Seen by"}) {
    EXPECT_THAT(text, Not(HasSubstr(label)));
  }
}

TEST(AlertText, PaintsOnlyWhenAsked) {
  EXPECT_THAT(render(test::sample_alert(), {false, 80}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(render(test::sample_alert(), {true, 80}), HasSubstr("\x1b[1;31m● Surge in orders"));
}

TEST(AlertText, ShowsTheLikeliestSuspects) {
  AlertChange change = test::sample_alert();
  change.causes.insert(change.causes.end(), 5, change.causes.back());
  EXPECT_THAT(render(change, {}), HasSubstr("and 3 less likely"));
}

TEST(AlertText, KeepsToTheWidth) {
  AlertChange change = test::sample_alert();
  change.story = std::string(60, 'a') + " " + std::string(30, 'b') + " and more of it all";
  std::istringstream lines(render(change, {false, 72}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 72u) << line;
}

}  // namespace
}  // namespace holdwatch::console
