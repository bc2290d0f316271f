#include "sinks/api/event_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "support/log_capture.h"
#include "support/run_io.h"
#include "unit/sinks/api/sample_snapshot.h"

namespace holdwatch::api {
namespace {

namespace asio = boost::asio;
using namespace test;
using std::chrono::seconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A history that answers what it was given.
class GivenHistory : public AlertHistory {
 public:
  asio::awaitable<AlertPage> alerts(AlertQuery) override { co_return AlertPage{}; }
  asio::awaitable<std::vector<std::string>> changes_of(std::string, std::size_t) override {
    co_return std::vector<std::string>{};
  }
  asio::awaitable<std::optional<std::vector<ToldChange>>> changes_from(Time time,
                                                                       std::size_t) override {
    asked = time;
    if (is_failing) throw HistoryUnavailable("no disk");
    co_return changes;
  }

  std::optional<std::vector<ToldChange>> changes;
  bool is_failing = false;
  std::optional<Time> asked;
};

/// One page that reads the stream.
class Reader {
 public:
  Reader(asio::io_context& io, EventStream& stream, std::string query = "", std::string last = "")
      : io_(io) {
    net::HttpRequest request;
    request.query = std::move(query);
    if (!last.empty()) request.headers = {{"Last-Event-ID", std::move(last)}};
    response = holdwatch::test::run(io_, stream.connect(std::move(request)));
  }

  /// What has come, in events.
  std::vector<std::string> read() {
    std::vector<std::string> events;
    response.flow->put(std::make_shared<const std::string>("end"));
    for (;;) {
      const auto chunk = holdwatch::test::run(io_, response.flow->next());
      if (chunk == nullptr || *chunk == "end") return events;
      events.push_back(*chunk);
    }
  }

  /// Their names, an alert with its id.
  std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const std::string& event : read()) {
      const std::size_t name = event.find("event: ");
      if (name == event.npos) continue;
      found.push_back(event.substr(name + 7, event.find('\n', name) - name - 7));
      const std::size_t id = event.find("\"id\":\"");
      if (found.back() == "alert") found.back() = event.substr(id + 6, 16);
    }
    return found;
  }

  /// The id of the last event of what was read.
  static std::string id_of(const std::string& event) {
    return event.substr(4, event.find('\n') - 4);
  }

  net::HttpResponse response;

 private:
  asio::io_context& io_;
};

class EventStreamTest : public testing::Test {
 protected:
  EventStreamTest() {
    health.time = kNow;
    health.build.version = "1.2.3";
  }

  void pass(seconds time = seconds{1}) {
    state.time += time;
    health.time += time;
    board.put(std::make_shared<const Snapshot>(state), std::make_shared<const Health>(health));
    stream.update();
  }

  void tell(char digit) {
    AlertChange change = surge(std::string(15, '0') + digit, "orders");
    change.time = state.time;
    stream.tell(change);
  }

  asio::io_context io;
  Snapshot state = snapshot();
  Health health;
  Board board;
  GivenHistory history;
  EventStream stream{io.get_executor(), board, &history};
};

TEST_F(EventStreamTest, BeginsWithEverythingAsItIs) {
  pass();
  Reader reader(io, stream);
  EXPECT_EQ(reader.response.status, 200u);
  EXPECT_EQ(reader.response.content_type, "text/event-stream");
  const auto events = reader.read();
  ASSERT_EQ(events.size(), 7u);
  EXPECT_THAT(events[0], AllOf(StartsWith("id: "),
                               HasSubstr("\nevent: hello\ndata: {\"time\":\"2026-03-03T13:00:01"),
                               HasSubstr("\"zone\":\"Europe/Berlin\",\"version\":\"1.2.3\"}\n\n")));
  EXPECT_THAT(events[1], AllOf(StartsWith("event: queues\ndata: {\"time\":"),
                               HasSubstr("\"support\""), Not(HasSubstr("partial"))));
}

TEST_F(EventStreamTest, TellsOnlyWhatChangesAndOnlyTheQueuesThatDo) {
  pass();
  Reader reader(io, stream);
  reader.read();
  pass();
  EXPECT_THAT(reader.names(), IsEmpty());
  state.queues[1].waiting = 4;
  health.sources.emplace_back();
  pass();
  const auto events = reader.read();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_THAT(events[0], AllOf(HasSubstr("\"partial\":true"), HasSubstr("\"support\""),
                               Not(HasSubstr("\"orders\""))));
  EXPECT_THAT(events[1], StartsWith("event: feeds\n"));
}

TEST_F(EventStreamTest, WhatChangedWhileNobodyReadIsToldWhole) {
  pass();
  {
    Reader reader(io, stream);
    reader.response.flow->end();
  }
  state.queues[1].waiting = 4;
  pass();
  Reader reader(io, stream);
  EXPECT_THAT(reader.read().at(1), HasSubstr("\"waiting\":4"));
  pass();
  EXPECT_THAT(reader.names(), IsEmpty()) << "nothing has changed since";
}

TEST_F(EventStreamTest, TopicsAreChosen) {
  pass();
  Reader reader(io, stream, "topics=alert,feeds");
  tell('1');
  state.queues[0].waiting = 4;
  pass();
  EXPECT_THAT(reader.names(), ElementsAre("hello", "feeds", "0000000000000001"));
  for (const char* query : {"topics=", "topics=queue", "topics=alert,,feeds", "topic=alert",
                            "topics=alert&topics=feeds", "topics=%zz"}) {
    EXPECT_EQ(Reader(io, stream, query).response.status, 400u) << query;
  }
}

TEST_F(EventStreamTest, AReaderHearsOfAlertsAtOnceAndIsAliveWithoutAny) {
  pass();
  Reader reader(io, stream, "topics=alert");
  reader.read();
  tell('1');
  EXPECT_THAT(reader.names(), ElementsAre("0000000000000001"));
  pass(seconds{15});
  EXPECT_THAT(reader.read(), ElementsAre(": ping\n\n"));
}

TEST_F(EventStreamTest, WhoComesBackMissesNothing) {
  pass();
  Reader first(io, stream, "topics=alert");
  const std::string hello = Reader::id_of(first.read().at(0));
  tell('1');
  const std::string last = Reader::id_of(first.read().at(0));
  tell('2');
  EXPECT_THAT(Reader(io, stream, "topics=alert", hello).names(),
              ElementsAre("hello", "0000000000000001", "0000000000000002"));
  EXPECT_THAT(Reader(io, stream, "topics=alert", last).names(),
              ElementsAre("hello", "0000000000000002"));
  EXPECT_THAT(Reader(io, stream, "topics=feeds", last).names(), ElementsAre("hello", "feeds"));
  EXPECT_FALSE(history.asked) << "memory has it";
}

TEST_F(EventStreamTest, BeyondARestartTheJournalHasIt) {
  pass();
  tell('3');
  history.changes = {{{kNow - seconds{60}, R"({"id":"0000000000000001"})"},
                      {kNow, R"({"id":"0000000000000002"})"},
                      {kNow + seconds{9}, R"({"id":"0000000000000004"})"}}};
  const std::string old = to_string(EventId{5, 7, kNow - seconds{60}});
  Reader reader(io, stream, "topics=alert", old);
  const auto events = reader.read();
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(history.asked, kNow - seconds{60});
  EXPECT_THAT(events[0], Not(StartsWith("id:"))) << "not before what was missed is there";
  EXPECT_THAT(events[1], HasSubstr("0000000000000001"));
  EXPECT_THAT(events[2], HasSubstr("0000000000000002"));
  EXPECT_THAT(events[3], HasSubstr("0000000000000003")) << "from here on memory has it";
  Reader again(io, stream, "topics=alert", Reader::id_of(events[2]));
  EXPECT_EQ(history.asked, kNow);
}

TEST_F(EventStreamTest, WhatIsNotKeptIsAGap) {
  pass();
  tell('1');
  const std::string old = to_string(EventId{5, 7, kNow - seconds{60}});
  EXPECT_THAT(Reader(io, stream, "topics=alert", old).names(), ElementsAre("hello", "gap"));
  EXPECT_THAT(Reader(io, stream, "topics=alert", "nonsense").names(), ElementsAre("hello", "gap"));
  LogCapture log;
  history.is_failing = true;
  EXPECT_THAT(Reader(io, stream, "topics=alert", old).names(), ElementsAre("hello", "gap"));
  EXPECT_THAT(log.lines(), ElementsAre(HasSubstr("no disk")));
  EventStream without(io.get_executor(), board, nullptr);
  EXPECT_THAT(Reader(io, without, "topics=alert", old).names(), ElementsAre("hello", "gap"));
}

TEST_F(EventStreamTest, WhatARestartTellsAgainIsNoNews) {
  tell('1');
  pass();
  Reader reader(io, stream, "topics=alert");
  EXPECT_THAT(reader.names(), ElementsAre("hello"));
}

TEST_F(EventStreamTest, ThereIsRoomForOthers) {
  EXPECT_EQ(Reader(io, stream).response.status, 503u) << "nothing to tell yet";
  pass();
  std::vector<Reader> readers;
  for (std::size_t i = 0; i < EventStream::kMostReaders; ++i) readers.emplace_back(io, stream);
  EXPECT_EQ(Reader(io, stream).response.status, 503u);
  readers.front().response.flow->end();
  EXPECT_EQ(Reader(io, stream).response.status, 200u);
  stream.close();
  EXPECT_TRUE(readers.back().response.flow->ended());
}

TEST_F(EventStreamTest, AllReadersShareWhatIsSent) {
  pass();
  Reader one(io, stream, "topics=queues"), other(io, stream, "topics=queues");
  one.read(), other.read();
  state.queues[0].waiting = 1;
  pass();
  const auto next = [&](Reader& r) { return holdwatch::test::run(io, r.response.flow->next()); };
  EXPECT_EQ(next(one), next(other));
}

}  // namespace
}  // namespace holdwatch::api
