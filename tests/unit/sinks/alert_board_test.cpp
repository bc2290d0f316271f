#include "sinks/zmq/alert_board.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire/alert_json.h"

namespace holdwatch::zmq {
namespace {

using ::testing::ElementsAre;

AlertChange change(const std::string& id, const std::string& queue,
                   AlertStatus status = AlertStatus::firing) {
  AlertChange change;
  change.id = id;
  change.queue = queue;
  change.status = status;
  return change;
}

AlertBoard::Message message(const AlertChange& change, const char* number) {
  return {"alert." + change.queue, wire::to_json(change), number};
}

const AlertBoard::Message kNothing = {"snapshot.end", "", "0"};

TEST(AlertBoard, NumbersEveryChange) {
  AlertBoard board;
  const AlertChange a = change("a", "orders");
  const AlertChange b = change("b", "support");
  EXPECT_EQ(board.put(a), message(a, "1"));
  EXPECT_EQ(board.put(b), message(b, "2"));
  EXPECT_THAT(board.heartbeat(), ElementsAre("heartbeat", "", "2"));
}

TEST(AlertBoard, TellsTheLastChangeOfEachAlertInTheirOrder) {
  AlertBoard board;
  const AlertChange a = change("a", "orders");
  const AlertChange b = change("b", "support");
  const AlertChange later = change("a", "orders", AlertStatus::updated);
  for (const AlertChange& each : {a, b, later}) board.put(each);
  EXPECT_THAT(board.snapshot(""), ElementsAre(message(b, "2"), message(later, "3"),
                                              AlertBoard::Message{"snapshot.end", "", "3"}));
}

TEST(AlertBoard, AnAlertThatIsOverStaysSoWhateverIsSaidOfItLater) {
  AlertBoard board;
  const AlertChange over = change("a", "orders", AlertStatus::resolved);
  const AlertChange later = change("a", "orders", AlertStatus::updated);
  board.put(over);
  EXPECT_EQ(board.put(later), message(later, "2")) << "it is published as it is";
  board.put(later);
  EXPECT_EQ(board.snapshot("").front(), message(over, "3"));
}

TEST(AlertBoard, TellsOnlyTheTopicsThatAreWanted) {
  AlertBoard board;
  board.put(change("a", "orders"));
  const AlertChange b = change("b", "support");
  board.put(b);
  EXPECT_THAT(board.snapshot("alert.support"),
              ElementsAre(message(b, "2"), AlertBoard::Message{"snapshot.end", "", "2"}));
}

TEST(AlertBoard, ForgetsWhatIsNoLongerKeptAndLearnsWhatItNeverSaw) {
  AlertBoard board;
  EXPECT_THAT(board.snapshot(""), ElementsAre(kNothing));
  board.put(change("a", "orders"));
  board.put(change("b", "orders"));
  const AlertChange restored = change("c", "returns");
  board.reconcile({restored});
  EXPECT_THAT(board.snapshot(""),
              ElementsAre(message(restored, "2"), AlertBoard::Message{"snapshot.end", "", "2"}));
}

TEST(AlertBoard, KeepsWhatItPublishedWhenThatIsKept) {
  AlertBoard board;
  const AlertChange a = change("a", "orders");
  board.put(a);
  board.reconcile({a});
  EXPECT_EQ(board.snapshot("").front(), message(a, "1"));
}

}  // namespace
}  // namespace holdwatch::zmq
