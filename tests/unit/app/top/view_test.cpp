#include "app/top/view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/terminal/paint.h"
#include "sample_board.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {
namespace {

using namespace std::chrono_literals;
using test::kOurs;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string shown(const Board& board, const Browse& browse, console::TerminalSize size,
                  Time ours = kOurs) {
  return text_of(view(board, browse, size, board.now(ours), false));
}

/// Holds a screen against the one that was looked at and found good; a new one is left beside the
/// test's other temporary files, to be looked at.
void expect_screen(const std::string& actual, const std::string& name) {
  std::ifstream file(std::string(HOLDWATCH_SOURCE_DIR) + "/tests/unit/app/top/screens/" + name);
  std::stringstream text;
  text << file.rdbuf();
  if (actual == text.str()) return;
  const std::string path = testing::TempDir() + name;
  std::ofstream(path) << actual;
  EXPECT_EQ(actual, text.str()) << "the new screen is " << path;
}

TEST(TopView, TheBoardFitsIntoASmallTerminal) {
  expect_screen(shown(test::sample_board(), {}, {80, 24}), "board_80x24.txt");
}

TEST(TopView, TheBoardUsesALargeTerminal) {
  expect_screen(shown(test::sample_board(), {}, {200, 50}), "board_200x50.txt");
}

TEST(TopView, ASurgeIsToldWhole) {
  Browse browse;
  browse.screen = Screen::surge;
  browse.surge = "5f0c7d3a9be21846";
  expect_screen(shown(test::sample_board(), browse, {80, 24}), "surge_80x24.txt");
  expect_screen(shown(test::sample_board(), browse, {200, 50}), "surge_200x50.txt");
}

TEST(TopView, AQuestionNamesItsChoices) {
  const Board board = test::sample_board();
  Browse browse;
  browse.question = question_about(board.surges.surges.front().alert, VerdictType::confirmed);
  expect_screen(shown(board, browse, {80, 24}), "confirm_80x24.txt");
}

TEST(TopView, HelpFitsIntoASmallTerminal) {
  Browse browse;
  browse.screen = Screen::help;
  expect_screen(shown(test::sample_board(), browse, {80, 24}), "help_80x24.txt");
}

TEST(TopView, ALostConnectionIsSaidAndTimeStandsStill) {
  Board board = test::sample_board();
  board.lose("127.0.0.1:9478: Connection refused", kOurs);
  expect_screen(shown(board, {}, {80, 24}, kOurs + 1h), "lost_80x24.txt");
}

TEST(TopView, WaitsTickWithoutTheDaemon) {
  EXPECT_THAT(shown(test::sample_board(), {}, {80, 24}, kOurs + 2s), HasSubstr("4:14"));
}

TEST(TopView, DepartmentsThatHadNoPartInAnythingTakeNoRoom) {
  Board board = test::sample_board();
  board.departments.departments.push_back({"policy", {}, {}, {}});
  EXPECT_EQ(shown(board, {}, {80, 24}), shown(test::sample_board(), {}, {80, 24}));
}

TEST(TopView, BeforeTheDaemonIsHeardNothingIsCalm) {
  const std::string text = shown({}, {}, {80, 24});
  EXPECT_THAT(text, HasSubstr("Nothing has been heard of the daemon yet."));
  EXPECT_THAT(text, Not(HasSubstr("No surge is open")));
  EXPECT_THAT(text, HasSubstr("○ connecting"));
}

TEST(TopView, AQueueThatIsNotSeenIsNeverCalm) {
  Board board = test::sample_board();
  board.surges.surges.clear();
  for (auto& [name, queue] : board.queues) queue.is_known = false;
  const std::string text = shown(board, {}, {80, 24});
  EXPECT_THAT(text, Not(HasSubstr("calm")));
  EXPECT_THAT(text, HasSubstr("No surge is seen, but some queues are unknown."));
  EXPECT_THAT(text, HasSubstr("5 unknown"));
}

TEST(TopView, EveryScreenHasItsSizeWhateverIsOnIt) {
  Board board = test::sample_board();
  for (int i = 0; i < 300; ++i) {
    remote::QueueView queue = board.queues.at("orders");
    queue.name = "a queue with quite a long name, number " + std::to_string(i);
    board.queues[queue.name] = queue;
    board.surges.surges.push_back(board.surges.surges.front());
    board.feeds.feeds.push_back({"a feed with a name, number " + std::to_string(i)});
  }
  board.lose(std::string(300, 'x'), kOurs);
  for (const console::TerminalSize size : {console::TerminalSize{1, 1},
                                           {20, 5},
                                           {40, 10},
                                           {80, 24},
                                           {149, 30},
                                           {150, 30},
                                           {300, 90}}) {
    for (const Screen on : {Screen::board, Screen::surge, Screen::help}) {
      Browse browse;
      browse.screen = on;
      browse.surge = "5f0c7d3a9be21846";
      const auto lines = view(board, browse, size, kOurs, true);
      ASSERT_EQ(lines.size(), size.rows);
      for (const std::string& line : lines) {
        EXPECT_LE(console::width_of(terminal::plain(line)), size.columns) << line;
      }
    }
  }
}

TEST(TopView, TheRowThatIsSelectedIsAlwaysOnTheScreen) {
  Board board = test::sample_board();
  for (int i = 0; i < 1000; ++i) {
    remote::QueueView queue = board.queues.at("press");
    queue.name = "queue " + std::to_string(i);
    board.queues[queue.name] = queue;
  }
  for (const char* name : {"orders", "press", "queue 0", "queue 500", "queue 999"}) {
    Browse browse;
    browse.selected = std::string("queue ") + name;
    EXPECT_THAT(view(board, browse, {80, 24}, kOurs, false),
                Contains(StartsWith(std::string("> ") + name)));
  }
}

TEST(TopView, WhatComesFromOutsideCannotSteerTheTerminal) {
  Board board = test::sample_board();
  remote::QueueView queue = board.queues.at("orders");
  queue.name = "evil\x1b[2J\u202e";
  board.queues[queue.name] = queue;
  board.feeds.feeds.front().name = "\x1b]0;title\x07";
  board.trouble = "\x1b[2J";
  for (const std::string& line : view(board, {}, {200, 50}, kOurs, false)) {
    EXPECT_THAT(line, Not(HasSubstr("\x1b")));
    EXPECT_THAT(line, Not(HasSubstr("\u202e")));
  }
}

}  // namespace
}  // namespace holdwatch::top
