#include "journal/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "unit/journal/support.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

using JournalTest = test::JournalFixture;

TEST_F(JournalTest, InputsComeBackInTheirOrderWithTheirStamps) {
  {
    auto journal = open();
    const SourceId source = journal->source_id("pbx");
    journal->input({kNoon, kNoon + 1s, source}, joined("1"));
    journal->input({kNoon + 1s, kNoon + 2s, source}, IncidentReport{.time = kNoon, .id = "i"});
    journal->input({kNoon + 2s, kNoon + 2s, source}, Verdict{.time = kNoon, .alert = "a"});
    journal->input({kNoon + 2s, kNoon + 3s, source}, Acknowledgement{.time = kNoon, .alert = "a"});
    journal->input({kNoon + 3s, kNoon + 3s, source}, Missed{7});
    journal->input({kNoon + 3s, kNoon + 4s, source}, FeedUp{true});
    EXPECT_TRUE(journal->flush());
  }
  EXPECT_THAT(played(*open()),
              ElementsAre("12:00:00 1 12:00:01 0 joined 1", "12:00:01 2 12:00:02 0 incident i",
                          "12:00:02 3 12:00:02 0 verdict a", "12:00:02 4 12:00:03 0 acknowledged a",
                          "12:00:03 5 12:00:03 0 missed 7", "12:00:03 6 12:00:04 0 up"));
}

TEST_F(JournalTest, WhatIsPutIsOnDiskAfterTheIntervalThoughNobodyWaits) {
  FaultyDisk disk;
  auto journal = open();
  disk.set(Fault::none);
  put(*journal, "1");
  disk.await_attempt();
}

TEST_F(JournalTest, ACrashLosesNothingThatWasWaitedFor) {
  auto journal = open();
  put(*journal, "1");
  ASSERT_TRUE(journal->flush());
  EXPECT_THAT(calls(*open_crashed_copy()), ElementsAre("1"));
}

TEST_F(JournalTest, OnlyInputsBehindTheNewestSnapshotAreHandedOver) {
  {
    auto journal = open();
    put(*journal, "1");
    journal->snapshot(kNoon, "after one", {"a1", "b2"});
    put(*journal, "2");
    put(*journal, "3");
  }
  auto journal = open();
  ASSERT_TRUE(journal->snapshot());
  EXPECT_EQ(journal->snapshot()->sequence, 1);
  EXPECT_EQ(journal->snapshot()->state, "after one");
  EXPECT_THAT(journal->snapshot()->owed, ElementsAre("a1", "b2"));
  EXPECT_THAT(calls(*journal), ElementsAre("2", "3"));
}

TEST_F(JournalTest, ASnapshotInTheMiddleOfARowIsGoneOnFrom) {
  {
    auto journal = open();
    put(*journal, "1");
    put(*journal, "2");
    journal->snapshot(kNoon, "");
    put(*journal, "3");
    ASSERT_TRUE(journal->flush());
    put(*journal, "4");
  }
  EXPECT_THAT(calls(*open()), ElementsAre("3", "4"));
}

TEST_F(JournalTest, ASourceKeepsItsNumberWhateverTheOrderOfTheConfiguration) {
  {
    auto journal = open();
    EXPECT_EQ(journal->source_id("pbx"), 0);
    EXPECT_EQ(journal->source_id("web"), 1);
  }
  auto journal = open();
  EXPECT_EQ(journal->source_id("crm"), 2);
  EXPECT_EQ(journal->source_id("web"), 1);
  EXPECT_THAT(journal->source_names(), ElementsAre("pbx", "web", "crm"));
}

TEST_F(JournalTest, ACursorIsThereWithTheInputsThatItCovers) {
  auto journal = open();
  const SourceId source = journal->source_id("pbx");
  put(*journal, "1");
  journal->reached(source, "byte 100");
  ASSERT_TRUE(journal->flush());
  put(*journal, "2");
  journal->reached(source, "byte 200");
  auto crashed = open_crashed_copy();
  EXPECT_EQ(crashed->cursor(source), calls(*crashed).size() == 1 ? "byte 100" : "byte 200");
}

TEST_F(JournalTest, ASourceThatReachedNothingHasNoCursor) {
  { open()->source_id("pbx"); }
  EXPECT_EQ(open()->cursor(0), std::nullopt);
}

TEST_F(JournalTest, AnAlertThatIsToldAgainInAReplayIsThereOnce) {
  {
    auto journal = open();
    put(*journal, "1");
    journal->alert({.time = kNoon, .id = "a"});
    journal->snapshot(kNoon, "");
    journal->alert({.time = kNoon, .id = "b"});
    put(*journal, "2");
    journal->alert({.time = kNoon, .id = "c"});
  }
  {
    auto journal = open();
    journal->replay([&](Time) { journal->alert({.time = kNoon, .id = "b"}); },
                    [&](const JournalRecord&) { journal->alert({.time = kNoon, .id = "c"}); });
    journal->alert({.time = kNoon, .id = "d"});
  }
  EXPECT_THAT(alerts(), ElementsAre("1.0 a", "1.1 b", "2.0 c", "2.1 d"));
}

TEST_F(JournalTest, WhoeverWaitsIsToldOnTheirExecutor) {
  auto journal = open();
  put(*journal, "1");
  std::vector<bool> told;
  journal->when_durable([&](bool is_durable) { told.push_back(is_durable); });
  journal->flush();
  EXPECT_THAT(told, IsEmpty());
  executor_.run();
  EXPECT_THAT(told, ElementsAre(true));
}

TEST_F(JournalTest, ASnapshotIsDueAtFirstAndThenByTimeOrByInputs) {
  settings_.snapshot_inputs = 3;
  auto journal = open();
  EXPECT_TRUE(journal->snapshot_due());
  journal->snapshot(kNoon, "");
  EXPECT_FALSE(journal->snapshot_due());
  for (const char* call : {"1", "2", "3"}) put(*journal, call);
  EXPECT_TRUE(journal->snapshot_due());
  journal->snapshot(kNoon, "");
  journal->input({kNoon + 9min, kNoon + 9min, 0}, joined("4"));
  EXPECT_FALSE(journal->snapshot_due());
  journal->input({kNoon + 10min, kNoon + 10min, 0}, joined("5"));
  EXPECT_TRUE(journal->snapshot_due());
  EXPECT_FALSE(journal->snapshot_due(false));
}

TEST_F(JournalTest, HealthTellsWhatWasWritten) {
  auto journal = open();
  put(*journal, "1");
  ASSERT_TRUE(journal->flush());
  const JournalHealth health = journal->health();
  EXPECT_GT(health.bytes, 0);
  EXPECT_EQ(health.inputs, 1);
  EXPECT_EQ(health.lost_inputs, 0);
  EXPECT_EQ(health.backlog_bytes, 0);
  EXPECT_EQ(health.commits, 1);
  EXPECT_EQ(health.last_commit, kNoon);
  EXPECT_EQ(health.failing_since, std::nullopt);
}

TEST_F(JournalTest, ASecondProcessIsRefused) {
  auto journal = open();
  EXPECT_THROW(open(), Refused);
  journal.reset();
  EXPECT_NO_THROW(open());
}

TEST_F(JournalTest, ADatabaseOfSomebodyElseIsRefusedAndLeftAsItIs) {
  execute("CREATE TABLE theirs (x)");
  EXPECT_THROW(open(), Refused);
  execute("INSERT INTO theirs VALUES (1)");
}

TEST_F(JournalTest, ANewerSchemaIsRefusedAndLeftAsItIs) {
  { open(); }
  execute("PRAGMA user_version = 1000");
  EXPECT_THROW(open(), Refused);
  execute("PRAGMA user_version = 1");
  EXPECT_NO_THROW(open());
}

TEST_F(JournalTest, AFileThatIsNoDatabaseIsSetAsideAndAFreshOneBegun) {
  dir_.write("journal.db", std::string(10'000, 'x'));
  auto journal = open();
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z"));
  put(*journal, "1");
  EXPECT_TRUE(journal->flush());
}

TEST_F(JournalTest, ADamagedBatchIsFoundAtTheStart) {
  {
    auto journal = open();
    put(*journal, "1");
  }
  execute("UPDATE inputs SET packed = zeroblob(length(packed))");
  EXPECT_THAT(calls(*open()), IsEmpty());
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z"));
}

TEST_F(JournalTest, AMissingBatchIsFoundAtTheStart) {
  {
    auto journal = open();
    put(*journal, "1");
    ASSERT_TRUE(journal->flush());
    put(*journal, "2");
  }
  execute("DELETE FROM inputs WHERE first = 1");
  EXPECT_THAT(calls(*open()), IsEmpty());
}

TEST_F(JournalTest, ASecondDamagedFileOfTheSameSecondIsKeptToo) {
  for (int i = 0; i < 2; ++i) {
    dir_.write("journal.db", std::string(10'000, 'x'));
    open();
  }
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z"));
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z-2"));
}

TEST_F(JournalTest, ByHandNothingIsWrittenBeforeItIsCommitted) {
  auto journal = open_by_hand();
  EXPECT_EQ(journal->urgency(), Urgency::none);
  put(*journal, "1");
  EXPECT_EQ(journal->urgency(), Urgency::some);
  ASSERT_TRUE(journal->commit());
  put(*journal, "2");
  journal->when_durable([](bool) {});
  EXPECT_EQ(journal->urgency(), Urgency::at_once);
  journal.reset();
  EXPECT_THAT(calls(*open_by_hand()), ElementsAre("1"));
}

}  // namespace
}  // namespace holdwatch::journal
