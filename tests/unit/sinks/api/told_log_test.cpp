#include "sinks/api/told_log.h"

#include <gtest/gtest.h>

namespace holdwatch::api {
namespace {

using std::chrono::seconds;

constexpr Time kStart = Time{seconds{1'772'542'800}};

TEST(EventIds, AreReadAsTheyAreWritten) {
  const EventId id{7, 42, kStart};
  const auto read = parse_event_id(to_string(id));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->run, 7u);
  EXPECT_EQ(read->number, 42u);
  EXPECT_EQ(read->time, kStart);
  for (const char* none : {"", "7", "7-42", "7-42-", "7-42-x", "7-42-1 ", "-7-42-1", "a-b-c",
                           "7-99999999999999999999-1"}) {
    EXPECT_FALSE(parse_event_id(none)) << none;
  }
}

TEST(Events, HaveTheirIdAndNameBeforeTheirData) {
  EXPECT_EQ(*make_event("alert", "{}", "7-1-2"), "id: 7-1-2\nevent: alert\ndata: {}\n\n");
  EXPECT_EQ(*make_event("queues", "{}"), "event: queues\ndata: {}\n\n");
}

class ToldLogTest : public testing::Test {
 protected:
  ToldLogTest() { log.begin(kStart); }

  void tell(int number) { log.add(kStart + seconds{number}, std::to_string(number)); }

  /// The data of what is sent to somebody who knows `id`.
  static std::vector<std::string> data(const std::optional<ToldLog::Chunks>& chunks) {
    if (!chunks) return {"gap"};
    std::vector<std::string> found;
    for (const auto& chunk : *chunks) {
      const std::size_t begin = chunk->find("data: ") + 6;
      found.push_back(chunk->substr(begin, chunk->size() - begin - 2));
    }
    return found;
  }

  ToldLog log;
};

using Data = std::vector<std::string>;

TEST_F(ToldLogTest, WhoComesBackGetsWhatWasToldSince) {
  const EventId nothing = log.newest(kStart);
  tell(1);
  const EventId first = log.newest(kStart);
  tell(2);
  tell(3);
  EXPECT_EQ(data(log.since(nothing)), (Data{"1", "2", "3"}));
  EXPECT_EQ(data(log.since(first)), (Data{"2", "3"}));
  EXPECT_EQ(data(log.since(log.newest(kStart))), Data{});
}

TEST_F(ToldLogTest, AnotherRunOrWhatIsNotKeptAnyMoreIsAGap) {
  const EventId first = log.newest(kStart);
  tell(0);
  EventId another = log.newest(kStart);
  ++another.run;
  EXPECT_EQ(data(log.since(another)), Data{"gap"});
  EventId ahead = log.newest(kStart);
  ++ahead.number;
  EXPECT_EQ(data(log.since(ahead)), Data{"gap"});
  for (std::size_t i = 1; i < ToldLog::kKept; ++i) tell(static_cast<int>(i));
  EXPECT_EQ(log.since(first)->size(), ToldLog::kKept);
  tell(1'000);
  EXPECT_EQ(data(log.since(first)), Data{"gap"});
  EXPECT_EQ(log.oldest(), kStart + seconds{1});
}

}  // namespace
}  // namespace holdwatch::api
