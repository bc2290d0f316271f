// What the journal does when the disk doesn't do what it should.
#include <gmock/gmock.h>

#include "journal/reader.h"
#include "unit/journal/support.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class JournalFaultsTest : public test::JournalFixture {
 protected:
  FaultyDisk disk_;
};

TEST_F(JournalFaultsTest, WhatAFullDiskRefusedIsWrittenWhenThereIsRoomAgain) {
  {
    auto journal = open();
    put(*journal, "1");
    ASSERT_TRUE(journal->flush());
    disk_.set(Fault::full);
    put(*journal, "2");
    EXPECT_FALSE(journal->flush());
    EXPECT_EQ(journal->health().failing_since, kNoon);
    EXPECT_THAT(journal->health().problem, HasSubstr("full"));
    EXPECT_GT(journal->health().backlog_bytes, 0);
    put(*journal, "3");
    disk_.set(Fault::none);
    EXPECT_TRUE(flush_in_the_end(*journal));
    EXPECT_EQ(journal->health().failing_since, std::nullopt);
    EXPECT_EQ(journal->health().lost_inputs, 0);
  }
  EXPECT_THAT(calls(*open()), ElementsAre("1", "2", "3"));
  EXPECT_THAT(log_.lines(), Contains(HasSubstr("journal is written again")));
}

TEST_F(JournalFaultsTest, WhoeverWaitsHearsThatADiskFails) {
  auto journal = open();
  disk_.set(Fault::full);
  put(*journal, "1");
  std::vector<bool> told;
  journal->when_durable([&](bool is_durable) { told.push_back(is_durable); });
  journal->flush();
  executor_.run();
  EXPECT_THAT(told, ElementsAre(false));
}

TEST_F(JournalFaultsTest, NoSnapshotIsAskedForWhileTheDiskFails) {
  auto journal = open();
  EXPECT_TRUE(journal->snapshot_due());
  disk_.set(Fault::full);
  put(*journal, "1");
  journal->flush();
  EXPECT_FALSE(journal->snapshot_due());
}

TEST_F(JournalFaultsTest, ACommitThatCouldNotBeConfirmedIsThereOnce) {
  {
    auto journal = open();
    put(*journal, "1");
    ASSERT_TRUE(journal->flush());
    disk_.set(Fault::lost_sync);
    put(*journal, "2");
    journal->alert({.time = kNoon, .id = "a"});
    EXPECT_FALSE(journal->flush());
    disk_.set(Fault::none);
    EXPECT_TRUE(flush_in_the_end(*journal));
    put(*journal, "3");
  }
  EXPECT_THAT(calls(*open()), ElementsAre("1", "2", "3"));
  EXPECT_THAT(alerts(), ElementsAre("2.0 a"));
}

TEST_F(JournalFaultsTest, BeyondTheBacklogInputsAreLostUntilASnapshotBridgesTheGap) {
  settings_.backlog_bytes = 1000;
  {
    auto journal = open();
    journal->snapshot(kNoon, "");
    ASSERT_TRUE(journal->flush());
    disk_.set(Fault::stuck);
    put(*journal, "kept");
    while (journal->health().lost_inputs == 0) put(*journal, "kept or lost");
    put(*journal, "lost");
    disk_.set(Fault::none);
    EXPECT_FALSE(journal->flush());
    put(*journal, "lost, too");
    EXPECT_TRUE(journal->snapshot_due());
    journal->snapshot(kNoon, "state after the gap");
    EXPECT_FALSE(journal->snapshot_due());
    put(*journal, "kept again");
    EXPECT_EQ(journal->health().lost_inputs, 3);
    EXPECT_TRUE(journal->flush());
  }
  auto journal = open();
  EXPECT_EQ(journal->snapshot()->state, "state after the gap");
  EXPECT_THAT(calls(*journal), ElementsAre("kept again"));
}

TEST_F(JournalFaultsTest, GapsOfOneCommitAreBridgedByItsSnapshot) {
  settings_.backlog_bytes = 1000;
  auto journal = open_by_hand();
  journal->snapshot(kNoon, "first");
  ASSERT_TRUE(journal->commit());
  for (std::uint64_t lost = 1; lost < 4; ++lost) {
    while (journal->health().lost_inputs < lost) put(*journal, "kept or lost");
    journal->snapshot(kNoon, "behind it");
  }
  ASSERT_TRUE(journal->commit());
  const Contents contents = Reader(path()).contents();
  ASSERT_EQ(contents.gaps.size(), 1);
  EXPECT_EQ(contents.gaps[0].first, contents.last_input + 1);
  EXPECT_EQ(contents.gaps[0].last, contents.snapshots.back().sequence);
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(JournalFaultsTest, ACursorThatWasReachedInAGapComesWithTheSnapshot) {
  settings_.backlog_bytes = 1000;
  {
    auto journal = open();
    const SourceId source = journal->source_id("pbx");
    disk_.set(Fault::stuck);
    while (journal->health().lost_inputs == 0) put(*journal, "kept or lost");
    journal->reached(source, "in the gap");
    disk_.set(Fault::none);
    journal->flush();
    EXPECT_EQ(open_crashed_copy()->cursor(source), std::nullopt);
    journal->snapshot(kNoon, "");
  }
  EXPECT_EQ(open()->cursor(0), "in the gap");
}

TEST_F(JournalFaultsTest, AFileThatIsFoundDamagedWhileItIsWrittenIsSetAside) {
  {
    auto journal = open();
    journal->source_id("pbx");
    put(*journal, "1");
    ASSERT_TRUE(journal->flush());
    disk_.set(Fault::damaged);
    put(*journal, "2");
    EXPECT_FALSE(journal->flush());
    disk_.set(Fault::none);
    while (!journal->snapshot_due()) journal->flush();
    journal->snapshot(kNoon, "after two");
    put(*journal, "3");
  }
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z"));
  auto journal = open();
  EXPECT_EQ(journal->snapshot()->state, "after two");
  EXPECT_THAT(calls(*journal), ElementsAre("3"));
  EXPECT_THAT(journal->source_names(), ElementsAre("pbx"));
}

TEST_F(JournalFaultsTest, AFileThatIsRemovedIsBegunAnew) {
  {
    auto journal = open();
    put(*journal, "1");
    ASSERT_TRUE(journal->flush());
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path() + suffix);
    put(*journal, "2");
    EXPECT_FALSE(journal->flush());
    EXPECT_TRUE(journal->snapshot_due());
    journal->snapshot(kNoon, "after two");
    put(*journal, "3");
  }
  auto journal = open();
  EXPECT_EQ(journal->snapshot()->state, "after two");
  EXPECT_THAT(calls(*journal), ElementsAre("3"));
}

TEST_F(JournalFaultsTest, ADiskThatIsGoneAtTheStartIsWrittenWhenItIsThere) {
  disk_.set(Fault::gone);
  {
    auto journal = open();
    put(*journal, "1");
    EXPECT_FALSE(journal->flush());
    EXPECT_THAT(journal->health().problem, HasSubstr("unable to open"));
    disk_.set(Fault::none);
    EXPECT_TRUE(flush_in_the_end(*journal));
  }
  EXPECT_THAT(calls(*open()), ElementsAre("1"));
}

TEST_F(JournalFaultsTest, AJournalThatCouldNotBeReadAtTheStartIsKept) {
  {
    auto journal = open();
    put(*journal, "of before");
  }
  disk_.set(Fault::gone);
  {
    auto journal = open();
    put(*journal, "lost");
    EXPECT_FALSE(journal->flush());
    disk_.set(Fault::none);
    while (!journal->snapshot_due()) journal->flush();
    journal->snapshot(kNoon, "");
    put(*journal, "of now");
  }
  EXPECT_THAT(calls(*open()), ElementsAre("of now"));
  EXPECT_TRUE(std::filesystem::exists(path() + ".corrupt-20260302T120000Z"));
}

TEST_F(JournalFaultsTest, WhatIsOnAReadOnlyDiskIsRead) {
  {
    auto journal = open();
    put(*journal, "1");
  }
  disk_.set(Fault::read_only);
  {
    auto journal = open();
    EXPECT_THAT(calls(*journal), ElementsAre("1"));
    put(*journal, "2");
    EXPECT_FALSE(journal->flush());
    disk_.set(Fault::none);
    EXPECT_TRUE(flush_in_the_end(*journal));
  }
  EXPECT_THAT(calls(*open()), ElementsAre("1", "2"));
}

TEST_F(JournalFaultsTest, WhatIsOnAFullDiskIsReadAfterACrash) {
  std::unique_ptr<Journal> crashed;
  {
    auto journal = open();
    put(*journal, "1");
    ASSERT_TRUE(journal->flush());
    disk_.set(Fault::full);
    crashed = open_crashed_copy();
  }
  EXPECT_THAT(calls(*crashed), ElementsAre("1"));
}

TEST_F(JournalFaultsTest, ADiskThatFailsAtTheEndHoldsNobodyUp) {
  auto journal = open();
  disk_.set(Fault::full);
  put(*journal, "1");
  journal.reset();
  EXPECT_THAT(log_.lines(), Contains(HasSubstr("journal ends without its last inputs")));
}

}  // namespace
}  // namespace holdwatch::journal
