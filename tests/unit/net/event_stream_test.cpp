#include "net/event_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace holdwatch::net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The events of a stream that comes in pieces of `size` bytes, as "name/id/data".
std::vector<std::string> read(std::string_view stream, std::size_t size = 1000) {
  EventStreamParser parser(100);
  std::vector<std::string> events;
  for (std::size_t at = 0; at < stream.size(); at += size) {
    parser.feed(stream.substr(at, size), [&](const ServerEvent& event) {
      events.push_back(event.name + "/" + event.id + "/" + event.data);
    });
  }
  return events;
}

TEST(EventStream, AnEventEndsWithAnEmptyLine) {
  EXPECT_THAT(read("event: queues\ndata: {}\n\nid: 7\nevent: alert\ndata: {\"a\":1}\n\n"),
              ElementsAre("queues//{}", "alert/7/{\"a\":1}"));
  EXPECT_THAT(read("data: not yet whole\n"), IsEmpty());
}

TEST(EventStream, TheIdStaysUntilThereIsAnother) {
  EXPECT_THAT(read("id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n"),
              ElementsAre("message/7/a", "message/7/b", "message//c"));
}

TEST(EventStream, LinesOfDataAreJoined) {
  EXPECT_THAT(read("data: a\ndata\ndata:  b\n\n"), ElementsAre("message//a\n\n b"));
}

TEST(EventStream, CommentsAndUnknownFieldsAreNoEvents) {
  EXPECT_THAT(read(": ping\n\nretry: 5\nevent: x\n\ndata: a\n\n"), ElementsAre("message//a"));
}

TEST(EventStream, EveryEndOfLineAndEveryPieceGivesTheSame) {
  for (const char* stream : {"id: 1\nevent: e\ndata: a\ndata: b\n\ndata: c\n\n",
                             "id: 1\r\nevent: e\r\ndata: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n",
                             "id: 1\revent: e\rdata: a\rdata: b\r\rdata: c\r\r",
                             "\xef\xbb\xbfid: 1\nevent: e\ndata: a\r\ndata: b\r\rdata: c\n\n"}) {
    for (std::size_t size = 1; size < 12; ++size) {
      EXPECT_THAT(read(stream, size), ElementsAre("e/1/a\nb", "message/1/c")) << size << stream;
    }
  }
}

TEST(EventStream, AnEventWithoutAnEndIsNotKeptForEver) {
  EXPECT_THROW(read("data: " + std::string(200, 'x'), 10), std::runtime_error);
  EXPECT_THROW(read("data: " + std::string(60, 'x') + "\ndata: " + std::string(60, 'x')),
               std::runtime_error);
}

}  // namespace
}  // namespace holdwatch::net
