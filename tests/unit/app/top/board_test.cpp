#include "app/top/board.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/top/lines.h"
#include "sample_board.h"

namespace holdwatch::top {
namespace {

using namespace std::chrono_literals;
using test::kOurs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const net::ServerEvent kChange{
    "alert", "7",
    R"({"time":"2026-03-03T14:08:20Z","alert":"surge","status":"resolved","id":"5f0c7d3a9be21846",)"
    R"("queue":"orders","severity":"warning","opened":"2026-03-03T13:52:00Z","causes":[]})"};

TEST(TopBoard, TellsTheTimeOfTheDaemonWhateverOurClockSays) {
  Board board;
  board.take(test::hello(), kOurs - 1h);
  EXPECT_EQ(board.now(kOurs - 1h + 5s), kOurs + 5s);
}

TEST(TopBoard, AClockThatRanAwayIsSetRightAndOneThatIsNearlyRightIsNotShaken) {
  Board board;
  board.take(test::hello(), kOurs);
  board.take({"feeds", "", R"({"time":"2026-03-03T14:08:12Z","feeds":[]})"}, kOurs + 2s);
  EXPECT_EQ(board.now(kOurs + 2s), kOurs + 2s);
  board.take({"feeds", "", R"({"time":"2026-03-03T15:08:11Z","feeds":[]})"}, kOurs + 3s);
  EXPECT_EQ(board.now(kOurs + 3s), kOurs + 1h);
}

TEST(TopBoard, QueuesThatChangedTakeTheirPlaceAmongTheOthers) {
  Board board = test::sample_board();
  board.take({"queues", "", R"({"time":"2026-03-03T14:08:12Z","zone":"Europe/Berlin","partial":true,
      "queues":[{"name":"orders","known":true,"waiting":3}]})"},
             kOurs);
  EXPECT_EQ(board.queues.size(), 5u);
  EXPECT_EQ(board.queues.at("orders").waiting, 3u);
  EXPECT_EQ(board.queues.at("support").waiting, 2u);
}

TEST(TopBoard, AfterAReturnQueuesThatAreGoneAreGone) {
  Board board = test::sample_board();
  board.take({"queues", "", R"({"zone":"UTC","queues":[{"name":"orders"}]})"}, kOurs);
  EXPECT_EQ(board.queues.size(), 1u);
}

TEST(TopBoard, AnAlertChangesItsSurgeAtOnce) {
  Board board = test::sample_board();
  board.take(kChange, kOurs);
  EXPECT_EQ(board.surges.surges.at(0).alert.status, AlertStatus::resolved);
  EXPECT_EQ(board.news.back().id, "5f0c7d3a9be21846");
}

TEST(TopBoard, NewsAreBounded) {
  Board board = test::sample_board();
  for (std::size_t i = 0; i < 2 * Board::kMostNews; ++i) board.take(kChange, kOurs);
  EXPECT_EQ(board.news.size(), Board::kMostNews);
}

TEST(TopBoard, TheFirstLossIsWhenThingsStoodStill) {
  Board board = test::sample_board();
  board.lose("gone", kOurs + 5s);
  board.lose("still gone", kOurs + 50s);
  EXPECT_EQ(board.now(kOurs + 1h), kOurs + 5s);
  EXPECT_EQ(board.trouble, "still gone");
  board.take(test::hello(), kOurs);
  EXPECT_EQ(board.link, Link::live);
}

TEST(TopBoard, UnknownEventsAreNoneAndBrokenOnesAreTold) {
  Board board = test::sample_board();
  board.take({"weather", "", "rain"}, kOurs);
  EXPECT_THROW(board.take({"queues", "", "rain"}, kOurs), std::runtime_error);
}

TEST(TopLines, TellWhatIsNew) {
  Board board = test::sample_board();
  LineTeller teller;
  EXPECT_THAT(teller.after(board, test::hello(), kOurs),
              ElementsAre("15:08:11 connected: a daemon of version 0.1.0; times are those of "
                          "Europe/Berlin"));
  EXPECT_THAT(teller.after(board, {"surges", "", ""}, kOurs),
              ElementsAre("15:07:00 surge in orders: critical, updated, demand, +23 (16 to 30) "
                          "calls, 93 % INC-51 backorder (supply chain)"));
  EXPECT_THAT(teller.after(board, {"surges", "", ""}, kOurs), IsEmpty());
  board.surges.surges.push_back(board.surges.surges.front());
  board.surges.surges.back().alert.id = "another";
  EXPECT_EQ(teller.after(board, {"surges", "", ""}, kOurs).size(), 1u);
  EXPECT_THAT(teller.after(board, {"feeds", "", ""}, kOurs),
              ElementsAre("15:08:11 feed branch is down: what it tells of is unknown"));
  board.feeds.feeds[1].is_up = true;
  EXPECT_THAT(teller.after(board, {"feeds", "", ""}, kOurs),
              ElementsAre("15:08:11 feed branch is up again"));
  board.feeds.feeds[1].is_up = false;
  board.feeds.feeds[1].has_ended = true;
  EXPECT_THAT(teller.after(board, {"feeds", "", ""}, kOurs), IsEmpty());
  board.take(kChange, kOurs);
  EXPECT_THAT(teller.after(board, kChange, kOurs), ElementsAre("15:08:20 surge in orders: over"));
}

TEST(TopLines, ALossIsToldOnceAndSoIsTheReturn) {
  Board board = test::sample_board();
  LineTeller teller;
  board.lose("gone", kOurs + 1s);
  EXPECT_THAT(teller.after_loss(board), ElementsAre("15:08:12 connection lost: gone"));
  EXPECT_THAT(teller.after_loss(board), IsEmpty());
  board.take(test::hello(), kOurs);
  EXPECT_THAT(teller.after(board, test::hello(), kOurs),
              ElementsAre(HasSubstr("connected again: a daemon")));
}

}  // namespace
}  // namespace holdwatch::top
