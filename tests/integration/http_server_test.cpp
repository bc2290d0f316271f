#include "net/http_server.h"

#include <gmock/gmock.h>

#include <list>

#include "integration/http_server_fixture.h"
#include "support/log_capture.h"

namespace holdwatch::net {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(HttpServerTest, AnswersARequest) {
  start();
  const std::string answer =
      exchange("GET /hello?who=you HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Length: 13\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nhello who=you"));
}

TEST_F(HttpServerTest, APathMayHaveASegmentThatIsAnything) {
  start();
  const auto answer = [this](const std::string& what) {
    return exchange(what + " HTTP/1.0\r\n\r\n");
  };
  EXPECT_THAT(answer("GET /things/a%20b"), EndsWith("\r\n\r\nof a b"));
  EXPECT_THAT(answer("POST /things/7/parts"), EndsWith("\r\n\r\nof 7"));
  EXPECT_THAT(answer("GET /things/none"), EndsWith("hello ")) << "the path itself goes first";
  EXPECT_THAT(answer("PUT /things/7"), AllOf(HasSubstr("405"), HasSubstr("Allow: GET, HEAD\r\n")));
  for (const char* nowhere : {"GET /things/", "GET /things/7/8", "GET /things/7%2F8",
                              "GET /things//parts", "GET /things/*/parts/9"}) {
    EXPECT_THAT(answer(nowhere), StartsWith("HTTP/1.0 404 ")) << nowhere;
  }
}

TEST_F(HttpServerTest, AnswersOnIpv6) {
  try {
    start({}, "[::1]:0");
  } catch (const std::runtime_error& error) {
    GTEST_SKIP() << "no IPv6 here: " << error.what();
  }
  EXPECT_THAT(server_->address(), StartsWith("[::1]:"));
  EXPECT_THAT(exchange("GET /hello HTTP/1.0\r\n\r\n"), EndsWith("hello "));
}

TEST_F(HttpServerTest, AnswersHeadLikeGetWithoutTheBody) {
  start();
  const std::string answer = exchange("HEAD /hello HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 6\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(HttpServerTest, KeepsTheConnectionForTheNextRequest) {
  start();
  Peer peer(io_, server_->address());
  for (int i = 0; i < 3; ++i) {
    peer.send("GET /hello?again HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(peer.until("hello again"), StartsWith("HTTP/1.1 200 OK\r\n"));
  }
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {
  start();
  const std::string answer = exchange(
      "GET /hello?1 HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n2"
      "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
      "GET /hello?4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto first = answer.find("hello 1");
  const auto second = answer.find("hello 2");
  const auto third = answer.find("404");
  const auto fourth = answer.find("hello 4");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_LT(third, fourth);
  EXPECT_NE(fourth, std::string::npos);
}

TEST_F(HttpServerTest, AnswersAPeerThatHasShutItsSide) {
  start();
  Peer peer(io_, server_->address());
  peer.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  peer.shut();
  EXPECT_THAT(peer.rest(), EndsWith("hello "));
}

TEST_F(HttpServerTest, RefusesARequestThatIsCutOff) {
  start();
  Peer peer(io_, server_->address());
  peer.send("POST /hello HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");
  peer.shut();
  EXPECT_THAT(peer.rest(), StartsWith("HTTP/1.1 400 Bad Request\r\n"));
}

TEST_F(HttpServerTest, TellsWhatIsNotServedAsAProblem) {
  start();
  const std::string unknown = exchange("GET /nowhere HTTP/1.0\r\n\r\n");
  EXPECT_THAT(unknown, StartsWith("HTTP/1.0 404 Not Found\r\n"));
  EXPECT_THAT(unknown, HasSubstr("Content-Type: application/problem+json\r\n"));
  EXPECT_THAT(unknown, HasSubstr("nothing is served at /nowhere"));

  const std::string wrong_method = exchange("DELETE /hello HTTP/1.0\r\n\r\n");
  EXPECT_THAT(wrong_method, StartsWith("HTTP/1.0 405 Method Not Allowed\r\n"));
  EXPECT_THAT(wrong_method, HasSubstr("Allow: GET, HEAD, POST\r\n"));

  const std::string head_of_post = exchange("HEAD /only-post HTTP/1.0\r\n\r\n");
  EXPECT_THAT(head_of_post, StartsWith("HTTP/1.0 405 Method Not Allowed\r\n"));
}

TEST_F(HttpServerTest, AnswersBadRequestsWith400AndCloses) {
  start();
  for (std::string_view bytes :
       {"complete nonsense\r\n\r\n", "GET /hello HTTP/9.9\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nno colon\r\n\r\n", "GET /hel%zzlo HTTP/1.1\r\n\r\n",
        "GET hello HTTP/1.1\r\n\r\n", "POST /hello HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /hello HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    Peer peer(io_, server_->address());
    peer.send(bytes);
    peer.shut();
    EXPECT_THAT(peer.rest(), StartsWith("HTTP/1.1 400 Bad Request\r\n")) << bytes;
  }
}

TEST_F(HttpServerTest, DecodesThePathButNotTheQuery) {
  start();
  EXPECT_THAT(exchange("GET /h%65llo?a%20b HTTP/1.0\r\n\r\n"), EndsWith("hello a%20b"));
}

TEST_F(HttpServerTest, RefusesABodyOverTheLimit) {
  HttpLimits limits;
  limits.body_bytes = 1000;
  start(limits);
  const std::string body(1'000'000, 'x');
  const std::string announced = exchange(
      "POST /hello HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_THAT(announced, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(announced, HasSubstr("over the limit of 1000 bytes"));

  const std::string unannounced =
      exchange("POST /hello HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nf4240\r\n" + body +
               "\r\n0\r\n\r\n");
  EXPECT_THAT(unannounced, StartsWith("HTTP/1.1 413 "));
}

TEST_F(HttpServerTest, TakesABodyOfExactlyTheLimit) {
  HttpLimits limits;
  limits.body_bytes = 1000;
  start(limits);
  const std::string body(1000, 'x');
  EXPECT_THAT(exchange("POST /hello HTTP/1.0\r\nContent-Length: 1000\r\n\r\n" + body),
              EndsWith("hello " + body));
}

TEST_F(HttpServerTest, RefusesAHeaderOverTheLimit) {
  start();
  EXPECT_THAT(exchange("GET /hello HTTP/1.1\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431 "));
}

TEST_F(HttpServerTest, InvitesTheBodyOfAPeerThatAsksFirst) {
  start();
  Peer peer(io_, server_->address());
  peer.send("POST /hello HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_THAT(peer.until("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue\r\n"));
  peer.send("ok");
  EXPECT_THAT(peer.until("hello ok"), StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(HttpServerTest, ReportsAHandlerThatThrowsAndGoesOn) {
  LogCapture log;
  start();
  Peer peer(io_, server_->address());
  peer.send("GET /broken HTTP/1.1\r\n\r\nGET /hello HTTP/1.1\r\n\r\n");
  const std::string answers = peer.until("hello ");
  EXPECT_THAT(answers, StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
  EXPECT_THAT(answers, Not(HasSubstr("the pipe burst")))
      << "that is the operator's, not the peer's";
  EXPECT_THAT(log.lines(), ElementsAre(AllOf(HasSubstr("GET /broken"), HasSubstr("pipe burst"))));
}

TEST_F(HttpServerTest, ClosesAConnectionThatStaysIdle) {
  HttpLimits limits;
  limits.idle_timeout = milliseconds{20};
  start(limits);
  Peer peer(io_, server_->address());
  EXPECT_THAT(peer.rest(), IsEmpty());
}

TEST_F(HttpServerTest, ClosesOnAPeerThatDribblesItsRequest) {
  HttpLimits limits;
  limits.request_timeout = milliseconds{20};
  start(limits);
  Peer peer(io_, server_->address());
  peer.send("POST /hello HTTP/1.1\r\nX-Slow:");
  EXPECT_THAT(peer.rest(), IsEmpty());
}

TEST_F(HttpServerTest, ServesAPromptPeerWhileDawdlersHoldEveryConnection) {
  HttpLimits limits;
  limits.connections = 4;
  start(limits);
  std::list<Peer> dawdlers;
  for (int i = 0; i < 12; ++i) {
    dawdlers.emplace_back(io_, server_->address()).send("GET /hello HTT");
  }
  EXPECT_THAT(exchange("GET /hello HTTP/1.0\r\n\r\n"), EndsWith("hello "));
  EXPECT_THAT(dawdlers.front().rest(), IsEmpty()) << "the longest-waiting made room";
}

TEST_F(HttpServerTest, SaysBusyWhenEveryConnectionIsOwedAnAnswer) {
  HttpLimits limits;
  limits.connections = 2;
  start(limits);
  std::list<Peer> served;
  for (int i = 0; i < 2; ++i) {
    served.emplace_back(io_, server_->address()).send("GET /slow HTTP/1.0\r\n\r\n");
  }
  test::run_until(io_, [&] { return being_served_ == 2; });
  Peer late(io_, server_->address());
  EXPECT_THAT(late.rest(), StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
  release_.cancel();
  for (Peer& peer : served) EXPECT_THAT(peer.rest(), EndsWith("at last"));
}

TEST_F(HttpServerTest, LetsOwedAnswersGoOutWhenStopped) {
  start();
  Peer owed(io_, server_->address());
  Peer idle(io_, server_->address());
  owed.send("GET /slow HTTP/1.1\r\n\r\n");
  test::run_until(io_, [&] { return being_served_ == 1; });
  stop_.emit(asio::cancellation_type::terminal);
  EXPECT_THAT(idle.rest(), IsEmpty());
  EXPECT_FALSE(ended_);
  release_.cancel();
  EXPECT_THAT(owed.rest(), EndsWith("at last"));
  test::run_until(io_, [&] { return ended_; });
  EXPECT_FALSE(failure_);
}

TEST_F(HttpServerTest, SaysWhyItCannotListen) {
  start();
  const std::string taken = server_->address();
  for (const auto& [address, why] :
       {std::pair{taken, "can't listen on " + taken + ": Address already in use"},
        std::pair<std::string, std::string>{"9478", "expected HOST:PORT"},
        std::pair<std::string, std::string>{"192.0.2.1:0", "can't listen on 192.0.2.1:0: "}}) {
    try {
      HttpServer(io_.get_executor(), {}).bind(address);
      FAIL() << address;
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), HasSubstr(why));
    }
  }
}

}  // namespace
}  // namespace holdwatch::net
