#include "net/http_flow.h"

#include <gmock/gmock.h>

#include "integration/http_server_fixture.h"

namespace holdwatch::net {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using HttpFlowTest = HttpServerTest;

TEST_F(HttpFlowTest, AFlowGoesOnUntilItIsEnded) {
  start();
  Peer peer(io_, server_->address());
  peer.send("GET /news HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(
      peer.until("first\n"),
      AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), HasSubstr("Connection: close\r\n"),
            HasSubstr("Content-Type: text/event-stream\r\n"), Not(HasSubstr("Content-Length"))));
  put("second\n");
  put("third\n");
  EXPECT_EQ(peer.until("third\n"), "second\nthird\n");
  flow_->end();
  EXPECT_EQ(peer.rest(), "");
}

TEST_F(HttpFlowTest, HeadOfAFlowIsItsHeaderAlone) {
  start();
  EXPECT_THAT(exchange("HEAD /news HTTP/1.1\r\nHost: x\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), EndsWith("\r\n\r\n")));
  EXPECT_TRUE(flow_->ended());
}

TEST_F(HttpFlowTest, AReaderWhoIsGoneEndsTheFlow) {
  start();
  {
    Peer peer(io_, server_->address());
    peer.send("GET /news HTTP/1.0\r\n\r\n");
    peer.until("first\n");
  }
  test::run_until(io_, [&] {
    put("more\n");
    return flow_->ended();
  });
}

TEST_F(HttpFlowTest, AReaderWhoFallsBehindIsDroppedAndHoldsNothing) {
  start();
  Peer peer(io_, server_->address());
  peer.send("GET /news HTTP/1.0\r\n\r\n");
  peer.until("first\n");
  const auto chunk = std::make_shared<const std::string>(1'000'000, 'x');
  int chunks = 0;
  test::run_until(io_, [&] {
    flow_->put(chunk);
    ++chunks;
    return flow_->ended();
  });
  EXPECT_GE(chunks, 10);
  EXPECT_LT(chunks, 200) << "the system's own buffers take some";
  EXPECT_LE(chunk.use_count(), 2) << "at most the one that is being written";
}

TEST_F(HttpFlowTest, AStalledReaderIsDroppedInTime) {
  start({.request_timeout = milliseconds{50}});
  Peer peer(io_, server_->address());
  peer.send("GET /news HTTP/1.0\r\n\r\n");
  peer.until("first\n");
  put(std::string(9'000'000, 'x'));
  test::run_until(io_, [&] { return flow_->ended(); });
}

TEST_F(HttpFlowTest, TheEndOfTheServerIsTheEndOfItsFlows) {
  start();
  Peer peer(io_, server_->address());
  peer.send("GET /news HTTP/1.1\r\nHost: x\r\n\r\n");
  peer.until("first\n");
  stop_.emit(asio::cancellation_type::terminal);
  EXPECT_EQ(peer.rest(), "");
  test::run_until(io_, [&] { return ended_; });
}

TEST_F(HttpFlowTest, APageOfAnotherOriginChangesNothing) {
  start();
  const auto post = [&](const std::string& header) {
    return exchange("POST /hello HTTP/1.0\r\nHost: x\r\n" + header + "\r\n");
  };
  EXPECT_THAT(post("Origin: http://evil.example.com\r\n"),
              AllOf(StartsWith("HTTP/1.0 403 "), HasSubstr("page of another origin")));
  EXPECT_EQ(server_->refusals()[static_cast<std::size_t>(HttpRefusal::cross_origin)], 1u);
  EXPECT_THAT(post("Origin: http://x\r\n"), StartsWith("HTTP/1.0 200 "));
  EXPECT_THAT(post(""), StartsWith("HTTP/1.0 200 "));
}

}  // namespace
}  // namespace holdwatch::net
