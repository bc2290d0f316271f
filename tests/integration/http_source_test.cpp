#include "sources/http/http_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <memory>

#include "net/host_port.h"
#include "support/recording_intake.h"
#include "support/run_io.h"

namespace holdwatch::http {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::StartsWith;

const std::string kHeartbeat = R"({"time":"2026-02-02T09:00:00.000Z","type":"heartbeat"})";
const std::string kJoined =
    R"({"time":"2026-02-02T09:00:00.000Z","type":"joined","queue":"orders","call":"c-1"})";
const std::string kClosed = R"({"time":"2026-02-02T09:00:00.000Z","type":"closed","id":"INC-7"})";

class HttpSourceTest : public ::testing::Test {
 protected:
  HttpSourceTest() {
    make({}, io_.get_executor());
    server_.bind("127.0.0.1:0");
    spawn(server_.run());
  }
  ~HttpSourceTest() override {
    for (asio::cancellation_signal& signal : stop_) signal.emit(asio::cancellation_type::terminal);
    test::run_until(io_, [this] { return running_ == 0; });
  }

  void make(HttpSettings settings, asio::any_io_executor events) {
    source_ = make_source({"http", events, io_.get_executor(), intake_, server_, Time{}}, settings);
    source_->bind();
  }

  void start() {
    spawn(source_->run());
    test::run_until(io_, [this] { return intake_.is_up_now; });
  }

  void spawn(asio::awaitable<void> task) {
    asio::co_spawn(io_, std::move(task),
                   asio::bind_cancellation_slot(stop_[running_++].slot(),
                                                [this](std::exception_ptr) { --running_; }));
  }

  asio::ip::tcp::socket send(const std::string& body, const std::string& content_type,
                             const std::string& path, const std::string& headers) {
    const net::HostPort where = *net::split_host_port(server_.address());
    asio::ip::tcp::socket socket(io_);
    socket.connect({asio::ip::make_address(where.host),
                    static_cast<asio::ip::port_type>(std::stoi(where.port))});
    asio::write(socket, asio::buffer("POST " + path + " HTTP/1.0\r\nContent-Type: " + content_type +
                                     "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
                                     headers + "\r\n" + body));
    return socket;
  }

  /// The whole answer, head and body.
  std::string post(const std::string& body, const std::string& content_type = "application/json",
                   const std::string& path = "/api/v1/events", const std::string& headers = "") {
    asio::ip::tcp::socket socket = send(body, content_type, path, headers);
    return answer_of(socket);
  }

  std::string answer_of(asio::ip::tcp::socket& socket) {
    std::string answer;
    bool done = false;
    asio::async_read(socket, asio::dynamic_buffer(answer),
                     [&](boost::system::error_code, std::size_t) { done = true; });
    test::run_until(io_, [&] { return done; });
    return answer;
  }

  static boost::json::value body_of(const std::string& answer) {
    return boost::json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
  }

  asio::io_context io_;
  std::array<asio::cancellation_signal, 2> stop_;
  std::size_t running_ = 0;
  test::RecordingIntake intake_;
  net::HttpServer server_{io_.get_executor(), {}};
  std::unique_ptr<Source> source_;
};

TEST_F(HttpSourceTest, TakesAnObjectLinesAndAnArray) {
  start();
  EXPECT_THAT(post(kHeartbeat),
              HasSubstr("{\"accepted\":1,\"refused\":0,\"rejected\":[],\"warnings\":[]}"));
  EXPECT_THAT(post(kHeartbeat + "\n" + kJoined + "\n", "application/x-ndjson"),
              HasSubstr("{\"accepted\":2,"));
  EXPECT_THAT(post("[" + kJoined + "]", "Application/JSON; charset=utf-8"),
              HasSubstr("{\"accepted\":1,"));
  EXPECT_THAT(intake_.inputs, ElementsAre(kHeartbeat, kHeartbeat, kJoined, kJoined));
}

TEST_F(HttpSourceTest, TakesIncidents) {
  start();
  EXPECT_THAT(post(kClosed, "application/json", "/api/v1/incidents"),
              StartsWith("HTTP/1.0 200 OK\r\n"));
  EXPECT_THAT(intake_.inputs, ElementsAre(kClosed));
}

TEST_F(HttpSourceTest, SaysWhichLineWasRefusedAndWhy) {
  start();
  const std::string answer =
      post(kHeartbeat + "\n\n{\"type\":\"joined\"}\nrubbish\n" + kJoined, "application/x-ndjson");
  EXPECT_THAT(answer, StartsWith("HTTP/1.0 200 OK\r\n"));
  const boost::json::value body = body_of(answer);
  EXPECT_EQ(body.at("accepted").as_int64(), 2);
  EXPECT_EQ(body.at("refused").as_int64(), 2);
  const auto& rejected = body.at("rejected").as_array();
  ASSERT_EQ(rejected.size(), 2u);
  EXPECT_EQ(rejected[0].at("line").as_int64(), 3);
  EXPECT_EQ(rejected[0].at("reason").as_string(), "missing_field");
  EXPECT_EQ(rejected[1].at("line").as_int64(), 4);
  EXPECT_EQ(rejected[1].at("reason").as_string(), "malformed");
  EXPECT_THAT(intake_.rejections,
              ElementsAre(Pair(Disposition::missing_field, "/api/v1/events line 3"),
                          Pair(Disposition::malformed, "/api/v1/events line 4")));
}

TEST_F(HttpSourceTest, SaysWhatTheCoreRefused) {
  start();
  intake_.answer = Disposition::duplicate;
  const std::string answer = post(kHeartbeat + "\n" + kJoined, "application/x-ndjson");
  EXPECT_THAT(answer, StartsWith("HTTP/1.0 422 "));
  const boost::json::value body = body_of(answer);
  EXPECT_EQ(body.at("accepted").as_int64(), 0);
  const auto& second = body.at("rejected").as_array().at(1);
  EXPECT_EQ(second.at("line").as_int64(), 2);
  EXPECT_EQ(second.at("reason").as_string(), "duplicate");
  EXPECT_EQ(second.at("detail").as_string(), "joined of `c-1`");
  EXPECT_THAT(intake_.rejections, IsEmpty()) << "the core has counted it";
}

TEST_F(HttpSourceTest, TellsABoundedNumberOfRefusals) {
  start();
  std::string body;
  for (int i = 0; i < 1000; ++i) body += "rubbish\n";
  const std::string answer = post(body, "application/x-ndjson");
  EXPECT_THAT(answer, StartsWith("HTTP/1.0 422 "));
  EXPECT_EQ(body_of(answer).at("refused").as_int64(), 1000);
  EXPECT_EQ(body_of(answer).at("rejected").as_array().size(), 100u);
}

TEST_F(HttpSourceTest, WantsJson) {
  start();
  EXPECT_THAT(post(kHeartbeat, "application/x-www-form-urlencoded"), StartsWith("HTTP/1.0 415 "));
  EXPECT_THAT(post(kHeartbeat, "text/plain"), StartsWith("HTTP/1.0 415 "));
  EXPECT_THAT(post(""), StartsWith("HTTP/1.0 400 "));
  EXPECT_THAT(intake_.inputs, IsEmpty());
}

const std::string kCloudEvents = "application/cloudevents+json";
std::string cloud_event(const std::string& id, const std::string& data) {
  return R"({"specversion":"1.0","id":")" + id +
         R"(","source":"/erp","type":"com.example.call","time":"2026-02-02T09:00:00Z","data":)" +
         data + "}";
}

TEST_F(HttpSourceTest, TakesCloudEvents) {
  start();
  EXPECT_THAT(post(cloud_event("1", kJoined), kCloudEvents), HasSubstr("{\"accepted\":1,"));
  const std::string batch =
      "[" + cloud_event("2", kClosed) + "," + cloud_event("3", R"({"type":"heartbeat"})") + "]";
  EXPECT_THAT(post(batch, "application/cloudevents-batch+json"), HasSubstr("{\"accepted\":2,"));
  const std::string binary = "ce-specversion: 1.0\r\nce-type: x\r\nce-source: /erp\r\nce-id: 4\r\n";
  EXPECT_THAT(post(kJoined, "application/json", "/api/v1/events", binary),
              HasSubstr("{\"accepted\":1,"));
  EXPECT_THAT(intake_.inputs, ElementsAre(kJoined, kClosed, kHeartbeat, kJoined));
}

TEST_F(HttpSourceTest, ACloudEventThatWasAcceptedBeforeIsSoAgainAndChangesNothing) {
  start();
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(post(cloud_event("1", kJoined), kCloudEvents), HasSubstr("{\"accepted\":1,"));
  }
  const std::string binary = "ce-source: /erp\r\nce-id: 1\r\n";
  EXPECT_THAT(post(kJoined, "application/json", "/api/v1/events", binary),
              HasSubstr("{\"accepted\":1,"));
  EXPECT_THAT(intake_.inputs, ElementsAre(kJoined));
}

TEST_F(HttpSourceTest, ACloudEventThatWasRefusedMayBeSentAgain) {
  start();
  intake_.answer = Disposition::too_many;
  EXPECT_THAT(post(cloud_event("1", kJoined), kCloudEvents), StartsWith("HTTP/1.0 422 "));
  EXPECT_THAT(post(cloud_event("2", "{}"), kCloudEvents), StartsWith("HTTP/1.0 422 "));
  intake_.answer = Disposition::accepted;
  EXPECT_THAT(post(cloud_event("1", kJoined), kCloudEvents), StartsWith("HTTP/1.0 200 "));
  EXPECT_THAT(intake_.inputs, ElementsAre(kJoined, kJoined));
}

TEST_F(HttpSourceTest, WantsTheRoleIngest) {
  start();
  net::HttpProtection protection;
  protection.access = {
      {{"a token to look", net::HttpRole::scrape}, {"a token to feed", net::HttpRole::ingest}},
      {},
      {}};
  server_.protect(protection);
  const auto answer = [this](const std::string& header) {
    return post(kJoined, "application/json", "/api/v1/events", header);
  };
  EXPECT_THAT(answer(""), StartsWith("HTTP/1.0 401 "));
  EXPECT_THAT(answer("Authorization: Bearer a token to look\r\n"), StartsWith("HTTP/1.0 403 "));
  EXPECT_THAT(intake_.inputs, IsEmpty());
  EXPECT_THAT(answer("Authorization: Bearer a token to feed\r\n"), StartsWith("HTTP/1.0 200 "));
}

TEST(HttpSourceConfig, SaysWhereTheTokenHasGone) {
  config::Section section = config::Section::parse("token_file: t", "test.yaml");
  read_source(section);
  ASSERT_EQ(section.problems().size(), 1u);
  EXPECT_THAT(section.problems().front().message, HasSubstr("http: {tokens:"));
}

TEST_F(HttpSourceTest, MakesPublishersWaitWhenTooMuchWaits) {
  asio::io_context busy;  // an event thread that has no time
  make({.max_waiting_bytes = 2 * kJoined.size() - 1}, busy.get_executor());
  asio::ip::tcp::socket first = send(kJoined, "application/json", "/api/v1/events", "");
  io_.restart();
  while (io_.poll() > 0) {
  }
  EXPECT_THAT(post(kJoined), AllOf(StartsWith("HTTP/1.0 429 "), HasSubstr("Retry-After: 1\r\n")));
  busy.run();
  EXPECT_THAT(answer_of(first), StartsWith("HTTP/1.0 503 ")) << "it was taken in";
}

const std::string kVerdict = "/api/v1/alerts/bc19167268fb45e5/verdict";
const std::string kAcknowledgement = "/api/v1/alerts/bc19167268fb45e5/acknowledgement";

TEST_F(HttpSourceTest, TakesWhatPeopleSayOfAnAlert) {
  start();
  const std::string answer =
      post(R"({"incident":"INC-7","verdict":"confirmed"})", "application/json", kVerdict);
  EXPECT_THAT(answer, StartsWith("HTTP/1.0 200 "));
  EXPECT_EQ(body_of(answer).at("alert").as_string(), "bc19167268fb45e5");
  EXPECT_EQ(body_of(answer).at("incident").as_string(), "INC-7");
  EXPECT_THAT(post(R"({"who":"Ada"})", "application/json", kAcknowledgement),
              AllOf(StartsWith("HTTP/1.0 200 "), HasSubstr("\"who\":\"Ada\"")));
  EXPECT_THAT(post("", "", kAcknowledgement), StartsWith("HTTP/1.0 200 "))
      << "it says all it needs";
  EXPECT_THAT(intake_.inputs, ElementsAre(HasSubstr(R"("incident":"INC-7","verdict":"confirmed")"),
                                          HasSubstr(R"("alert":"bc19167268fb45e5","who":"Ada")"),
                                          HasSubstr(R"("alert":"bc19167268fb45e5"})")));
}

TEST_F(HttpSourceTest, SaysWhyItCannotTakeWhatPeopleSay) {
  start();
  const auto say = [this](const std::string& body) {
    return post(body, "application/json", kVerdict);
  };
  EXPECT_THAT(say(R"({"verdict":"maybe"})"),
              AllOf(StartsWith("HTTP/1.0 400 "), HasSubstr("maybe")));
  EXPECT_THAT(say("[1]"), StartsWith("HTTP/1.0 400 "));
  EXPECT_THAT(say(""), StartsWith("HTTP/1.0 400 "));
  EXPECT_THAT(post("verdict=confirmed", "application/x-www-form-urlencoded", kVerdict),
              StartsWith("HTTP/1.0 415 "));
  EXPECT_THAT(intake_.rejections, ElementsAre(Pair(Disposition::invalid_value, kVerdict),
                                              Pair(Disposition::malformed, kVerdict)));
  EXPECT_THAT(intake_.inputs, IsEmpty());
  intake_.answer = Disposition::unknown_alert;
  EXPECT_THAT(say(R"({"verdict":"confirmed"})"),
              AllOf(StartsWith("HTTP/1.0 404 "), HasSubstr("no alert `bc19167268fb45e5` is kept")));
  intake_.answer = Disposition::unknown_incident;
  EXPECT_THAT(say(R"({"verdict":"rejected","incident":"INC-9"})"),
              AllOf(StartsWith("HTTP/1.0 422 "), HasSubstr("`INC-9` is no incident")));
}

TEST_F(HttpSourceTest, AsksForPatienceUntilItRuns) {
  EXPECT_THAT(post(kHeartbeat), StartsWith("HTTP/1.0 503 "));
  EXPECT_THAT(intake_.inputs, IsEmpty());
  start();
  EXPECT_THAT(post(kHeartbeat), StartsWith("HTTP/1.0 200 "));
}

TEST_F(HttpSourceTest, AsksForPatienceOnceItIsGone) {
  start();
  stop_[1].emit(asio::cancellation_type::terminal);
  test::run_until(io_, [this] { return running_ == 1; });
  source_.reset();
  EXPECT_THAT(post(kHeartbeat), StartsWith("HTTP/1.0 503 "));
}

}  // namespace
}  // namespace holdwatch::http
