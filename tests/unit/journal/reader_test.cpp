#include "journal/reader.h"

#include <gmock/gmock.h>

#include "journal/pruning.h"
#include "unit/journal/support.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ReaderTest : public test::JournalFixture {
 protected:
  std::unique_ptr<Journal> open_with(const std::vector<std::string>& inputs) {
    auto journal = open();
    journal->source_id("pbx");
    journal->snapshot(kNoon, "first");
    for (const std::string& call : inputs) {
      put(*journal, call);
      journal->flush();
    }
    return journal;
  }
  /// `sequence call` of each, and the sequence that was reached.
  std::vector<std::string> read_after(std::uint64_t after) {
    std::vector<std::string> found;
    const std::uint64_t reached = Reader(path()).for_each(after, [&](const JournalRecord& record) {
      const auto& event = std::get<CallEvent>(record.input);
      found.push_back(fmt::format("{} {}", record.sequence, event.call));
    });
    found.push_back(fmt::format("up to {}", reached));
    return found;
  }
};

TEST_F(ReaderTest, ReadsAJournalWhileItIsWritten) {
  auto journal = open_with({"a", "b"});
  EXPECT_THAT(read_after(0), ElementsAre("1 a", "2 b", "up to 2"));
  EXPECT_THAT(read_after(1), ElementsAre("2 b", "up to 2"));
  EXPECT_THAT(Reader(path()).source_names(), ElementsAre("pbx"));
}

TEST_F(ReaderTest, TellsWhatIsInIt) {
  {
    auto journal = open_with({"a", "b"});
    journal->alert({.time = kNoon, .id = "x"});
  }
  const Contents contents = Reader(path()).contents();
  EXPECT_EQ(contents.schema, 4);
  EXPECT_EQ(contents.inputs, 2);
  EXPECT_EQ(contents.first_input, 1);
  EXPECT_EQ(contents.last_input, 2);
  EXPECT_EQ(contents.from, kNoon);
  EXPECT_EQ(contents.until, kNoon);
  EXPECT_EQ(contents.alerts, 1);
  EXPECT_EQ(contents.snapshots.size(), 1);
  EXPECT_EQ(contents.sources.size(), 1);
  EXPECT_GT(contents.file_bytes, 0);
}

TEST_F(ReaderTest, AWholeJournalHasNoProblem) {
  open_with({"a", "b"});
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
}

TEST_F(ReaderTest, EveryDamageIsTold) {
  open_with({"a", "b", "c", "d"});
  execute("DELETE FROM inputs WHERE first = 2");
  execute("UPDATE inputs SET packed = x'00' WHERE first = 3");
  execute("UPDATE inputs SET inputs = 2 WHERE first = 4");
  execute("UPDATE snapshots SET packed = x'00'");
  EXPECT_THAT(Reader(path()).verify(),
              ElementsAre(HasSubstr("snapshot after input 0"), "inputs 2 to 2 are missing",
                          HasSubstr("from 3 on can't be unpacked"),
                          HasSubstr("from 4 on: 1 of 2 inputs can be read")));
}

TEST_F(ReaderTest, ADeclaredGapIsNoDamageButReadingEndsThere) {
  open_with({"a", "b", "c"});
  execute("DELETE FROM inputs WHERE first = 2");
  execute("INSERT INTO gaps VALUES (2, 2)");
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
  EXPECT_THAT(read_after(0), ElementsAre("1 a", "up to 1"));
  EXPECT_THAT(read_after(2), ElementsAre("3 c", "up to 3"));
}

TEST_F(ReaderTest, GivesTheSnapshotFromWhichToGoOn) {
  {
    auto journal = open_with({"a"});
    journal->snapshot(kNoon, "after one");
    journal->flush();
    put(*journal, "b");
    journal->flush();
    journal->snapshot(kNoon, "after two");
  }
  EXPECT_EQ(Reader(path()).snapshot_from(0)->state, "first");
  EXPECT_EQ(Reader(path()).snapshot_from(1)->state, "after one");
  EXPECT_EQ(Reader(path()).snapshot_from(2)->state, "after two");
  EXPECT_FALSE(Reader(path()).snapshot_from(3));
}

TEST_F(ReaderTest, FilesThatAreNoJournalAreToldApart) {
  EXPECT_FALSE(is_database(dir_.write("events.jsonl", "{}\n")));
  EXPECT_FALSE(is_database(dir_.path("absent")));
  EXPECT_THROW(Reader(dir_.path("events.jsonl")), Refused);
  open_with({});
  EXPECT_TRUE(is_database(path()));
  EXPECT_THROW(Reader(dir_.path("absent")), std::runtime_error);
}

TEST_F(ReaderTest, PruningIsRefusedWhileADaemonHasTheJournal) {
  auto journal = open_with({"a"});
  EXPECT_THROW(prune(path(), 1h), Refused);
}

TEST_F(ReaderTest, PruningKeepsWhatIsYoungAndCanBePlayed) {
  {
    auto journal = open();
    for (Time now = kNoon; now < kNoon + std::chrono::days{5}; now += 6h) {
      journal->input({now, now, 0}, joined("1"));
      journal->snapshot(now, std::string(10'000, 'x'));
      journal->flush();
    }
  }
  prune(path(), 24h);
  const Contents contents = Reader(path()).contents();
  EXPECT_LE(contents.first_input, contents.snapshots.front().sequence + 1);
  EXPECT_LE(contents.snapshots.front().clock, kNoon + std::chrono::days{4});
  EXPECT_THAT(Reader(path()).verify(), IsEmpty());
  EXPECT_EQ(Reader(path()).last(), 20);
}

}  // namespace
}  // namespace holdwatch::journal
