// A snapshot that is written in pieces: inputs don't wait for it, and a crash at any moment leaves
// a journal that goes on from the last one that is complete.
#include <gmock/gmock.h>

#include <random>

#include "journal/compression.h"
#include "journal/reader.h"
#include "journal/schema.h"
#include "unit/journal/support.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SnapshotPiecesTest : public test::JournalFixture {
 protected:
  /// With a first snapshot, an input behind it, and the beginning of a large one.
  std::unique_ptr<Journal> begin_large_one() {
    auto journal = open_by_hand();
    journal->snapshot(kNoon, "first");
    put(*journal, "1");
    put_large_one(*journal);
    EXPECT_TRUE(journal->commit());
    return journal;
  }
  void put_large_one(Journal& journal) {
    journal.snapshot(kNoon + 1s, large_, {"owed"}, Journal::Pace::in_pieces);
  }
  /// Gives the number of commits that it took.
  static int complete(Journal& journal) {
    int commits = 0;
    for (; journal.urgency() != Urgency::none; ++commits) EXPECT_TRUE(journal.commit());
    return commits;
  }
  /// The state that is gone on from.
  static std::string state(Journal& journal) { return journal.snapshot()->state; }

  int pieces() const {
    return SQLite::Database(path()).execAndGet("SELECT count(*) FROM snapshot_pieces").getInt();
  }
  std::vector<SnapshotPlace> snapshots() const { return Reader(path()).contents().snapshots; }

  /// Two megabytes that can't be packed any smaller.
  static std::string noise() {
    std::mt19937_64 random(1);
    std::string bytes;
    while (bytes.size() < 2'000'000) bytes.push_back(static_cast<char>(random()));
    return bytes;
  }

  const std::string large_ = noise();
  FaultyDisk disk_;
};

TEST_F(SnapshotPiecesTest, InputsAreOnDiskWhileALargeOneIsWritten) {
  auto journal = begin_large_one();
  for (const char* call : {"2", "3", "4"}) {
    put(*journal, call);
    ASSERT_TRUE(journal->commit());
  }
  EXPECT_THAT(snapshots(), SizeIs(1));
  EXPECT_GT(pieces(), 1);
  auto crashed = open_crashed_copy();
  EXPECT_EQ(state(*crashed), "first");
  EXPECT_THAT(calls(*crashed), ElementsAre("1", "2", "3", "4"));
}

TEST_F(SnapshotPiecesTest, ItIsThereWithItsLastPieceAsItStoodWhenItWasPut) {
  auto journal = begin_large_one();
  put(*journal, "2");
  journal->alert({.time = kNoon, .id = "a"});
  EXPECT_GT(complete(*journal), 3);
  auto crashed = open_crashed_copy();
  EXPECT_EQ(state(*crashed), large_);
  EXPECT_EQ(crashed->snapshot()->sequence, 1);
  EXPECT_EQ(crashed->snapshot()->alerts, 0);
  EXPECT_EQ(crashed->snapshot()->clock, kNoon + 1s);
  EXPECT_THAT(crashed->snapshot()->owed, ElementsAre("owed"));
  EXPECT_THAT(calls(*crashed), ElementsAre("2"));
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(SnapshotPiecesTest, WhateverTheCommitAfterWhichTheMachineStopsItIsGoneOnFromAWholeOne) {
  auto journal = begin_large_one();
  std::vector<std::string> put_so_far = {"1"};
  for (bool is_there = false; !is_there;) {
    const std::string call = std::to_string(put_so_far.size() + 1);
    put_so_far.push_back(call);
    put(*journal, call);
    ASSERT_TRUE(journal->commit());
    auto crashed = open_crashed_copy();
    is_there = state(*crashed) != "first";
    EXPECT_THAT(calls(*crashed), SizeIs(put_so_far.size() - (is_there ? 1 : 0)));
    crashed.reset();
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::remove(dir_.path("crashed.db") + suffix);
    }
  }
}

TEST_F(SnapshotPiecesTest, NoOtherIsAskedForMeanwhile) {
  settings_.snapshot_inputs = 1;
  auto journal = begin_large_one();
  put(*journal, "2");
  EXPECT_FALSE(journal->snapshot_due());
  complete(*journal);
  EXPECT_TRUE(journal->snapshot_due());
}

TEST_F(SnapshotPiecesTest, ANewerOneTakesItsPlace) {
  auto journal = begin_large_one();
  ASSERT_TRUE(journal->commit());
  put(*journal, "2");
  journal->snapshot(kNoon, "newer");
  complete(*journal);
  EXPECT_EQ(state(*open_crashed_copy()), "newer");
  EXPECT_THAT(snapshots(), SizeIs(2));
}

TEST_F(SnapshotPiecesTest, WhatIsLeftOfOneThatWasGivenUpGoes) {
  begin_large_one()->commit();
  EXPECT_GT(pieces(), 1);
  auto journal = open_by_hand();
  EXPECT_EQ(state(*journal), "first");
  for (int i = 0; i < 3; ++i) {
    put(*journal, "2");
    journal->commit();
  }
  EXPECT_EQ(pieces(), 1);
}

TEST_F(SnapshotPiecesTest, AnotherAtThePlaceOfOneThatWasGivenUpIsWhole) {
  begin_large_one()->commit();
  {
    auto journal = open();
    EXPECT_THAT(calls(*journal), ElementsAre("1"));
    journal->snapshot(kNoon, "small", {}, Journal::Pace::in_pieces);
  }
  EXPECT_EQ(state(*open()), "small");
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(SnapshotPiecesTest, OneThatBridgesAGapIsThereWithTheInputsBehindIt) {
  settings_.backlog_bytes = 1000;
  auto journal = open_by_hand();
  journal->snapshot(kNoon, "first");
  while (journal->health().lost_inputs == 0) put(*journal, "kept or lost");
  ASSERT_TRUE(journal->commit());
  put_large_one(*journal);
  put(*journal, "after");
  ASSERT_TRUE(journal->commit());
  auto crashed = open_crashed_copy();
  EXPECT_EQ(state(*crashed), large_);
  EXPECT_THAT(calls(*crashed), ElementsAre("after"));
}

TEST_F(SnapshotPiecesTest, TheFirstOfAFileIsThereWithTheInputsBehindIt) {
  auto journal = open_by_hand();
  put_large_one(*journal);
  put(*journal, "1");
  ASSERT_TRUE(journal->commit());
  EXPECT_EQ(state(*open_crashed_copy()), large_);
}

TEST_F(SnapshotPiecesTest, AnEndWaitsForIt) {
  {
    auto journal = open();
    journal->snapshot(kNoon, "first");
    put(*journal, "1");
    put_large_one(*journal);
  }
  EXPECT_EQ(state(*open()), large_);
}

TEST_F(SnapshotPiecesTest, ADiskThatFailsMeanwhileLosesNothingOfIt) {
  auto journal = begin_large_one();
  put(*journal, "2");
  for (const Fault fault : {Fault::full, Fault::lost_sync, Fault::read_only}) {
    disk_.set(fault);
    EXPECT_FALSE(journal->commit());
    EXPECT_FALSE(journal->commit());
    disk_.set(Fault::none);
    EXPECT_TRUE(journal->commit());
  }
  complete(*journal);
  auto crashed = open_crashed_copy();
  EXPECT_EQ(state(*crashed), large_);
  EXPECT_THAT(calls(*crashed), ElementsAre("2"));
}

TEST_F(SnapshotPiecesTest, AFileThatIsBegunAnewHasNothingOfIt) {
  auto journal = begin_large_one();
  ASSERT_TRUE(journal->commit());
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path() + suffix);
  put(*journal, "2");
  ASSERT_TRUE(journal->commit());
  EXPECT_TRUE(journal->snapshot_due());
  journal->snapshot(kNoon, "anew", {}, Journal::Pace::in_pieces);
  put(*journal, "3");
  ASSERT_TRUE(journal->commit());
  EXPECT_EQ(pieces(), 1);
  auto crashed = open_crashed_copy();
  EXPECT_EQ(state(*crashed), "anew");
  EXPECT_THAT(calls(*crashed), ElementsAre("3"));
}

TEST_F(SnapshotPiecesTest, ADamagedOrMissingPieceIsFound) {
  {
    auto journal = begin_large_one();
    complete(*journal);
  }
  execute("DELETE FROM snapshot_pieces WHERE piece = 3");
  EXPECT_THAT(Reader(path()).verify(), ElementsAre("the snapshot after input 1 can't be unpacked"));
  open();
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z"));
}

/// As schema 3 had it.
TEST_F(SnapshotPiecesTest, AStateThatWasPackedAsAWholeIsReadAndGoneOnFrom) {
  {
    SQLite::Database database(path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(database, migrations().first(3));
    Compressor compressor;
    const std::string_view packed = compressor.pack("old");
    SQLite::Statement insert(database, "INSERT INTO snapshots VALUES (7, 0, 0, 3, ?, '')");
    insert.bind(1, packed.data(), static_cast<int>(packed.size()));
    insert.exec();
  }
  EXPECT_EQ(Reader(path()).contents().schema, 3);
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
  auto journal = open_by_hand();
  EXPECT_EQ(state(*journal), "old");
  put(*journal, "8");
  put_large_one(*journal);
  complete(*journal);
  EXPECT_EQ(Reader(path()).snapshot_from(0)->state, "old");
  EXPECT_EQ(Reader(path()).snapshot_from(8)->state, large_);
}

}  // namespace
}  // namespace holdwatch::journal
