#include "app/top/browse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_board.h"

namespace holdwatch::top {
namespace {

using test::kOurs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Key kEnter{KeyKind::enter, ""};
const Key kEscape{KeyKind::escape, ""};
const Key kDown{KeyKind::down, ""};

class TopBrowse : public testing::Test {
 protected:
  Wish press(const Key& key) {
    return top::press(browse_, key, rows_of(board_, browse_, kOurs), {10, 15});
  }
  Wish press(const char* text) { return press(Key{KeyKind::character, text}); }
  std::string selected() const {
    const Rows rows = rows_of(board_, browse_, kOurs);
    return rows.size() == 0 ? "" : rows.key(rows.selected(browse_));
  }

  Board board_ = test::sample_board();
  Browse browse_;
};

TEST_F(TopBrowse, RowsAreSurgesThenQueuesTheWorstFirst) {
  std::vector<std::string> keys;
  const Rows rows = rows_of(board_, browse_, kOurs);
  for (std::size_t row = 0; row < rows.size(); ++row) keys.push_back(rows.key(row));
  EXPECT_THAT(keys, ElementsAre("surge 5f0c7d3a9be21846", "queue orders", "queue returns",
                                "queue support", "queue billing", "queue press"));
}

TEST_F(TopBrowse, KeysMoveWithinTheRows) {
  press("k");
  EXPECT_EQ(selected(), "surge 5f0c7d3a9be21846");
  press("j");
  press(kDown);
  EXPECT_EQ(selected(), "queue returns");
  press("G");
  press("j");
  EXPECT_EQ(selected(), "queue press");
  press("g");
  EXPECT_EQ(selected(), "surge 5f0c7d3a9be21846");
}

TEST_F(TopBrowse, WhatIsSelectedStaysSoWhenTheOrderChanges) {
  press("j");
  press("j");
  board_.queues.at("returns").is_known = true;
  board_.queues.at("returns").longest_wait_since.reset();
  board_.queues.at("returns").waiting = 0;
  EXPECT_EQ(selected(), "queue returns");
  board_.queues.erase("returns");
  EXPECT_EQ(selected(), "surge 5f0c7d3a9be21846");
}

TEST_F(TopBrowse, EnterOpensTheSurgeOfARowAndEscapeLeavesIt) {
  press("j");
  press(kEnter);
  EXPECT_EQ(browse_.screen, Screen::surge);
  EXPECT_EQ(browse_.surge, "5f0c7d3a9be21846");
  press(kEscape);
  EXPECT_EQ(browse_.screen, Screen::board);
  EXPECT_EQ(selected(), "queue orders");
}

TEST_F(TopBrowse, ASurgeScrollsAsFarAsThereIsMore) {
  press(kEnter);
  press("j");
  EXPECT_EQ(browse_.scrolled, 1u);
  press(" ");
  press(" ");
  EXPECT_EQ(browse_.scrolled, 15u);
  press("k");
  EXPECT_EQ(browse_.scrolled, 14u);
  press("g");
  EXPECT_EQ(browse_.scrolled, 0u);
}

TEST_F(TopBrowse, AQueueWithoutASurgeSaysSo) {
  press("G");
  press(kEnter);
  EXPECT_EQ(browse_.screen, Screen::board);
  EXPECT_EQ(browse_.notice, "No surge is open there.");
}

TEST_F(TopBrowse, AcknowledgesWhatIsSelectedOrShown) {
  EXPECT_EQ(press("a"), Wish::acknowledge);
  EXPECT_EQ(alert_at(rows_of(board_, browse_, kOurs), browse_), "5f0c7d3a9be21846");
  press("G");
  EXPECT_EQ(alert_at(rows_of(board_, browse_, kOurs), browse_), "");
}

TEST_F(TopBrowse, ACauseIsConfirmedByItsNumber) {
  EXPECT_EQ(press("c"), Wish::none);
  ASSERT_TRUE(browse_.question);
  EXPECT_EQ(press("2"), Wish::none) << "no such choice";
  EXPECT_EQ(press("1"), Wish::judge);
  EXPECT_FALSE(browse_.question);
  EXPECT_EQ(browse_.judgement, (Judgement{"5f0c7d3a9be21846", VerdictType::confirmed, "INC-51"}));
}

TEST_F(TopBrowse, ThatNothingReportedWasTheCauseCanOnlyBeConfirmed) {
  press("r");
  EXPECT_EQ(press("0"), Wish::none);
  EXPECT_EQ(press("1"), Wish::judge);
  EXPECT_EQ(browse_.judgement, (Judgement{"5f0c7d3a9be21846", VerdictType::rejected, "INC-51"}));
  press("c");
  EXPECT_EQ(press("0"), Wish::judge);
  EXPECT_EQ(browse_.judgement, (Judgement{"5f0c7d3a9be21846", VerdictType::confirmed, ""}));
}

TEST_F(TopBrowse, AQuestionStandsStillWhateverTheDaemonSays) {
  press("c");
  auto& causes = board_.surges.surges.front().alert.causes;
  causes.insert(causes.begin(), causes.front());
  causes.front().incident = "INC-99";
  press("1");
  EXPECT_EQ(browse_.judgement.incident, "INC-51");
}

TEST_F(TopBrowse, AQuestionIsLeftWithEscapeAndTakesNoOtherKey) {
  press(kEnter);
  press("c");
  EXPECT_EQ(press("a"), Wish::none);
  EXPECT_EQ(press("j"), Wish::none);
  EXPECT_TRUE(browse_.question);
  press(kEscape);
  EXPECT_FALSE(browse_.question);
  EXPECT_EQ(browse_.screen, Screen::surge);
  press("c");
  EXPECT_EQ(press("q"), Wish::quit);
}

TEST_F(TopBrowse, WhereThereIsNothingToJudgeItSaysSo) {
  press("G");
  press("c");
  EXPECT_FALSE(browse_.question);
  EXPECT_EQ(browse_.notice, "Select a surge to confirm or reject its cause.");
  press("g");
  auto& causes = board_.surges.surges.front().alert.causes;
  causes.erase(causes.begin());
  press("r");
  EXPECT_EQ(browse_.notice, "No incident is suspected that could be rejected.");
  causes.clear();
  press("c");
  EXPECT_EQ(browse_.notice, "No incident is put to a surge of that kind.");
}

TEST_F(TopBrowse, AFilterKeepsTheRowsThatHoldItWhateverTheirCase) {
  press("/");
  EXPECT_EQ(press("R"), Wish::none);
  press("e");
  press("T");
  EXPECT_EQ(selected(), "queue returns");
  press(kEnter);
  EXPECT_FALSE(browse_.is_typing);
  press(kEscape);
  EXPECT_EQ(rows_of(board_, browse_, kOurs).size(), 6u);
}

TEST_F(TopBrowse, WhatIsTypedIsNoCommand) {
  press("/");
  EXPECT_EQ(press("q"), Wish::none);
  EXPECT_EQ(browse_.filter, "q");
  press(Key{KeyKind::backspace, ""});
  press("ä");
  press(Key{KeyKind::backspace, ""});
  EXPECT_EQ(browse_.filter, "");
}

TEST_F(TopBrowse, QuitsFromEverywhere) {
  EXPECT_EQ(press("q"), Wish::quit);
  press("?");
  EXPECT_EQ(browse_.screen, Screen::help);
  EXPECT_EQ(press("q"), Wish::quit);
}

TEST_F(TopBrowse, AnEmptyBoardHasNothingToSelect) {
  board_ = Board{};
  for (const char* key : {"j", "k", "G", "g", "a", " "}) press(key);
  press(kEnter);
  EXPECT_EQ(browse_.notice, "There is nothing to open.");
  EXPECT_EQ(selected(), "");
}

std::vector<Key> parse(std::initializer_list<std::string_view> pieces) {
  KeyParser parser;
  std::vector<Key> keys;
  for (const std::string_view piece : pieces) {
    for (Key& key : parser.feed(piece)) keys.push_back(std::move(key));
  }
  for (Key& key : parser.give_up()) keys.push_back(std::move(key));
  return keys;
}

TEST(KeyParser, KnowsTheKeysOfTerminals) {
  EXPECT_THAT(parse({"q\x1b[A\x1bOB\x1b[5~\x1b[1~\r\x7f"}),
              ElementsAre(Key{KeyKind::character, "q"}, Key{KeyKind::up, ""}, kDown,
                          Key{KeyKind::page_up, ""}, Key{KeyKind::home, ""}, kEnter,
                          Key{KeyKind::backspace, ""}));
}

TEST(KeyParser, KeysMayComeInPieces) {
  EXPECT_THAT(parse({"\x1b", "[", "B", "\xc3", "\xa4"}),
              ElementsAre(kDown, Key{KeyKind::character, "ä"}));
}

TEST(KeyParser, AnEscapeThatNothingFollowsIsTheKey) {
  EXPECT_THAT(parse({"\x1b"}), ElementsAre(kEscape));
  EXPECT_THAT(parse({"\x1b[1;5"}), IsEmpty());
}

TEST(KeyParser, WhatNobodyKnowsIsPassedOver) {
  EXPECT_THAT(parse({"\x1b[1;5C\x01\x1b[200~q"}), ElementsAre(Key{KeyKind::character, "q"}));
  EXPECT_THAT(parse({"\x1b[" + std::string(100, '1'), "q"}),
              ElementsAre(Key{KeyKind::character, "q"}));
}

}  // namespace
}  // namespace holdwatch::top
