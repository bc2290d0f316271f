#include "journal/told_alerts.h"

#include <gmock/gmock.h>

#include "unit/journal/support.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Alerts, each told twice, at 12:00:00, 12:01:00, ...
class ToldAlertsTest : public test::JournalFixture {
 protected:
  void tell(Journal& journal, int minute, const std::string& id, AlertStatus status,
            AlertKind kind = AlertKind::surge, const std::string& queue = "orders") {
    journal.alert({.time = kNoon + minute * 1min,
                   .kind = kind,
                   .status = status,
                   .id = id,
                   .queue = queue,
                   .data = fmt::format("{}@{}", id, minute)});
  }

  ToldAlertsTest() {
    auto journal = open();
    journal->source_id("pbx");
    journal->snapshot(kNoon, "first");
    put(*journal, "a");
    tell(*journal, 0, "A", AlertStatus::firing);
    tell(*journal, 1, "B", AlertStatus::firing, AlertKind::long_hold);
    put(*journal, "b");
    tell(*journal, 2, "C", AlertStatus::firing, AlertKind::surge, "support");
    tell(*journal, 2, "D", AlertStatus::firing);
    put(*journal, "c");
    tell(*journal, 3, "A", AlertStatus::updated);
    tell(*journal, 4, "B", AlertStatus::resolved);
    journal->flush();
  }

  /// The `data` of each.
  static std::vector<std::string> data(const std::vector<std::string>& changes) {
    std::vector<std::string> found;
    for (const std::string& change : changes) {
      const std::size_t begin = change.find(R"("data":")") + 8;
      found.push_back(change.substr(begin, change.find('"', begin) - begin));
    }
    return found;
  }

  std::vector<std::string> page(AlertQuery query) {
    return data(ToldAlerts(path()).alerts(query).alerts);
  }
};

TEST_F(ToldAlertsTest, AreThereOnceNewestFirstAsTheyWereToldLast) {
  EXPECT_THAT(page({}), ElementsAre("D@2", "C@2", "B@4", "A@3"));
}

TEST_F(ToldAlertsTest, GoOnBehindAPageWhateverHappensMeanwhile) {
  AlertQuery query{.limit = 1};
  std::vector<std::string> found;
  for (;;) {
    const AlertPage page = ToldAlerts(path()).alerts(query);
    for (std::string& line : data(page.alerts)) found.push_back(std::move(line));
    if (!page.next) break;
    query.after = page.next;
    if (found.size() != 2) continue;
    auto journal = open();
    put(*journal, "d");
    tell(*journal, 5, "A", AlertStatus::resolved);
    tell(*journal, 6, "E", AlertStatus::firing);
    journal->flush();
  }
  EXPECT_THAT(found, ElementsAre("D@2", "C@2", "B@4", "A@5"));
}

TEST_F(ToldAlertsTest, WhatIsToldAfterAnEndOpensNothing) {
  auto journal = open();
  put(*journal, "d");
  tell(*journal, 5, "B", AlertStatus::updated);
  journal->flush();
  const auto found = ToldAlerts(path()).alerts({.kind = AlertKind::long_hold}).alerts;
  ASSERT_THAT(data(found), ElementsAre("B@5"));
  EXPECT_THAT(found.front(), HasSubstr(R"("status":"resolved")"));
}

TEST_F(ToldAlertsTest, AreChosenByQueueKindAndTimeOfTheFirstChange) {
  EXPECT_THAT(page({.queue = "orders"}), ElementsAre("D@2", "B@4", "A@3"));
  EXPECT_THAT(page({.kind = AlertKind::long_hold}), ElementsAre("B@4"));
  EXPECT_THAT(page({.since = kNoon + 2min}), ElementsAre("D@2", "C@2"));
  EXPECT_THAT(page({.until = kNoon + 2min}), ElementsAre("B@4", "A@3"));
  EXPECT_THAT(page({.queue = "returns"}), IsEmpty());
}

TEST_F(ToldAlertsTest, ChangesOfOneAreToldInTheirOrder) {
  EXPECT_THAT(data(ToldAlerts(path()).changes_of("A", 9)), ElementsAre("A@0", "A@3"));
  EXPECT_THAT(data(ToldAlerts(path()).changes_of("A", 1)), ElementsAre("A@3"));
  EXPECT_THAT(ToldAlerts(path()).changes_of("X", 9), IsEmpty());
}

TEST_F(ToldAlertsTest, ChangesFromATimeOnAreWholeOrNone) {
  ToldAlerts told(path());
  const auto changes = told.changes_from(kNoon + 3min, 2);
  ASSERT_TRUE(changes);
  ASSERT_EQ(changes->size(), 2u);
  EXPECT_EQ(changes->front().time, kNoon + 3min);
  EXPECT_THAT(changes->front().change, HasSubstr("A@3"));
  EXPECT_FALSE(told.changes_from(kNoon + 3min, 1)) << "there are more";
  EXPECT_TRUE(told.changes_from(kNoon, 9));
  EXPECT_FALSE(told.changes_from(kNoon - 1min, 9)) << "nothing is as old";
  EXPECT_THAT(*told.changes_from(kNoon + 5min, 9), IsEmpty());
}

TEST_F(ToldAlertsTest, AreChosenWithoutReadingWhatWasTold) {
  SQLite::Database database(path());
  SQLite::Statement plan(database,
                         "EXPLAIN QUERY PLAN SELECT time_us, sequence, ordinal, id, kind, queue "
                         "FROM alerts WHERE status = 'firing' AND time_us >= 1 "
                         "ORDER BY time_us DESC, sequence DESC, ordinal DESC");
  ASSERT_TRUE(plan.executeStep());
  EXPECT_THAT(plan.getColumn(3).getString(),
              HasSubstr("USING COVERING INDEX alerts_by_first_change"));
}

}  // namespace
}  // namespace holdwatch::journal
