#include "journal/retention.h"

#include <gmock/gmock.h>

#include "journal/packing.h"
#include "journal/reader.h"
#include "unit/journal/support.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;

class RetentionTest : public test::JournalFixture {
 protected:
  /// An input every six hours and a snapshot behind it.
  void run_for(Duration time) {
    auto journal = open_by_hand();
    for (Time now = kNoon; now < kNoon + time; now += 6h) {
      journal->input({now, now, 0}, joined(std::to_string((now - kNoon) / 1h)));
      journal->snapshot(now, "");
      journal->commit();
    }
  }

  /// Hours after noon of the snapshots that are left.
  std::vector<long> snapshots() {
    std::vector<long> hours;
    for (const SnapshotPlace& place : Reader(path()).contents().snapshots) {
      hours.push_back((place.clock - kNoon) / 1h);
    }
    return hours;
  }

  void work_off(const Retention& retention, Time now) {
    SQLite::Database database(path(), SQLite::OPEN_READWRITE);
    while (retention.step(database, now)) {
    }
  }
};

TEST_F(RetentionTest, TheNewestSnapshotsAndTheFirstOfEachDayStay) {
  run_for(days{3});
  work_off(Retention(settings_), kNoon + days{3});
  EXPECT_THAT(snapshots(), ElementsAre(0, 12, 36, 54, 60, 66));
}

TEST_F(RetentionTest, ARunningJournalThinsItsSnapshotsByItself) {
  run_for(days{2});
  EXPECT_LT(snapshots().size(), 7);
}

TEST_F(RetentionTest, ASnapshotThatBridgesAGapStays) {
  run_for(days{2});
  execute("INSERT INTO gaps VALUES (4, 5)");
  execute("INSERT OR IGNORE INTO snapshots VALUES (5, 0, 0, 0, '', '')");
  work_off(Retention(settings_), kNoon);
  const auto places = Reader(path()).contents().snapshots;
  EXPECT_TRUE(std::any_of(places.begin(), places.end(),
                          [](const SnapshotPlace& place) { return place.sequence == 5; }));
}

TEST_F(RetentionTest, WhatIsOlderGoesUpToASnapshotThatStays) {
  run_for(days{5});
  settings_.keep_for = days{2};
  work_off(Retention(settings_), kNoon + days{5});
  const Contents contents = Reader(path()).contents();
  EXPECT_EQ(snapshots().front(), 60);
  EXPECT_LE(contents.first_input, contents.snapshots.front().sequence + 1);
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(RetentionTest, AFileThatIsTooLargeLosesItsOldestDays) {
  run_for(days{5});
  settings_.keep_bytes = 0;
  work_off(Retention(settings_), kNoon);
  EXPECT_THAT(snapshots(), ElementsAre(102, 108, 114));
  EXPECT_EQ(open()->snapshot()->sequence, 20);
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(RetentionTest, OneDayMakesRoomBeforeTheNextHasTo) {
  {
    auto journal = open();
    for (Time now = kNoon; now < kNoon + days{6}; now += days{1}) {
      journal->input({now, now, 0}, joined("1"));
      journal->snapshot(now, "");
      journal->flush();
    }
  }
  work_off(Retention(settings_), kNoon);
  execute("UPDATE inputs SET packed = zeroblob(400000)");
  SQLite::Database database(path());
  settings_.keep_bytes = static_cast<std::uint64_t>(
      4096 * database.execAndGet("PRAGMA page_count").getInt64() - 300'000);
  work_off(Retention(settings_), kNoon);
  EXPECT_THAT(snapshots(), ElementsAre(24, 48, 72, 96, 120));
}

TEST_F(RetentionTest, AlertsAndReportsGoByAge) {
  {
    auto journal = open();
    for (const Time time : {kNoon, kNoon + days{40}}) {
      journal->input({time, time, 0}, IncidentReport{.time = time, .id = "i"});
      journal->input({time, time, 0}, Verdict{.time = time, .alert = "a"});
      journal->alert({.time = time, .id = "a"});
    }
  }
  work_off(Retention(settings_), kNoon + days{40});
  const Contents contents = Reader(path()).contents();
  EXPECT_EQ(contents.alerts, 1);
  EXPECT_EQ(contents.incidents, 1);
  EXPECT_EQ(contents.verdicts, 1);
}

TEST_F(RetentionTest, RoomThatIsNotUsedAnyMoreIsGivenBack) {
  { open(); }
  execute("CREATE TABLE filler (x)");
  execute("INSERT INTO filler VALUES (zeroblob(4000000))");
  execute("DROP TABLE filler");
  const auto before = std::filesystem::file_size(path());
  {
    SQLite::Database database(path(), SQLite::OPEN_READWRITE);
    while (give_back(database)) {
    }
    database.exec("PRAGMA wal_checkpoint");
  }
  EXPECT_LT(std::filesystem::file_size(path()), before / 2);
}

class PackingTest : public test::JournalFixture {
 protected:
  /// Each in a row of its own.
  void put_rows(int count) {
    auto journal = open();
    for (int i = 0; i < count; ++i) {
      put(*journal, std::to_string(i));
      ASSERT_TRUE(journal->flush());
    }
  }
  int rows() const {
    return SQLite::Database(path()).execAndGet("SELECT count(*) FROM inputs").getInt();
  }
  void work_off() {
    SQLite::Database database(path(), SQLite::OPEN_READWRITE);
    Packing packing;
    while (packing.step(database)) {
    }
  }
};

TEST_F(PackingTest, RowsOfFewInputsAreJoinedAndSayTheSame) {
  put_rows(20);
  const std::vector<std::string> before = played(*open());
  work_off();
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(played(*open()), before);
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(PackingTest, AFewRowsWaitUntilThereAreMore) {
  put_rows(7);
  work_off();
  EXPECT_EQ(rows(), 7);
}

TEST_F(PackingTest, NothingIsJoinedOverAHole) {
  put_rows(20);
  execute("DELETE FROM inputs WHERE first = 10");
  work_off();
  EXPECT_EQ(rows(), 2);
}

TEST_F(PackingTest, LargeRowsStayAsTheyAre) {
  put_rows(3);
  execute("UPDATE inputs SET size = 300000 WHERE first = 2");  // can't be unpacked
  work_off();
  EXPECT_EQ(rows(), 3);
}

}  // namespace
}  // namespace holdwatch::journal
