#include "net/http_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "net/http_server.h"
#include "net/within.h"
#include "support/certificate.h"
#include "support/run_io.h"
#include "support/temp_dir.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// A peer that answers each request of a connection with the next of its texts, then closes.
class HttpClientTest : public testing::Test {
 protected:
  HttpUrl url(const char* scheme = "http") const {
    const auto port = std::to_string(acceptor_.local_endpoint().port());
    return parse_http_url(std::string(scheme) + "://127.0.0.1:" + port).value();
  }

  /// A client that leaves early is no error here.
  template <class Stream>
  asio::awaitable<void> answer(Stream& stream, std::vector<std::string> answers) try {
    for (const std::string& text : answers) {
      std::string request;
      co_await asio::async_read_until(stream, asio::dynamic_buffer(request), "\r\n\r\n",
                                      asio::use_awaitable);
      requests_.push_back(std::move(request));
      co_await asio::async_write(stream, asio::buffer(text), asio::use_awaitable);
    }
  } catch (const boost::system::system_error&) {
  }

  /// One connection after another, each with its answers.
  void serve(std::vector<std::vector<std::string>> connections) {
    asio::co_spawn(io_, accept(std::move(connections)), asio::detached);
  }

  asio::awaitable<void> accept(std::vector<std::vector<std::string>> connections) {
    for (const auto& answers : connections) {
      tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
      co_await answer(socket, answers);
    }
  }

  asio::awaitable<void> accept_tls(asio::ssl::context& context) try {
    tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
    asio::ssl::stream<tcp::socket&> stream(socket, context);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    std::vector<std::string> answers = {kOk};
    co_await answer(stream, answers);
  } catch (const boost::system::system_error&) {
  }

  HttpAnswer ask(HttpClient& client, HttpCall call = {}) {
    return test::run(io_, client.ask(std::move(call)));
  }

  std::string failure(HttpClient& client, HttpCall call = {}) {
    try {
      ask(client, std::move(call));
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "no failure";
  }

  asio::io_context io_;
  tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::vector<std::string> requests_;
};

TEST_F(HttpClientTest, ACallGoesOutAsItIsAndItsAnswerComesBack) {
  serve({{"HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\nContent-Length: 4\r\n\r\nwait"}});
  HttpClient client(io_.get_executor(), url(), {});
  const HttpAnswer answer =
      ask(client, {"POST", "/a?b", {{"Content-Type", "application/json"}}, "{}"});
  EXPECT_EQ(answer.status, 429U);
  EXPECT_EQ(answer.header("Retry-After"), "7");
  EXPECT_EQ(answer.header("absent"), "");
  EXPECT_EQ(answer.body, "wait");
  EXPECT_EQ(requests_.front(), "POST /a?b HTTP/1.1\r\nHost: " + url().authority() +
                                   "\r\nUser-Agent: holdwatch\r\nContent-Type: application/json"
                                   "\r\nContent-Length: 2\r\n\r\n{}");
}

TEST_F(HttpClientTest, AnOpenConnectionIsUsedAgain) {
  serve({{kOk, kOk, kOk}});
  HttpClient client(io_.get_executor(), url(), {});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(client).body, "ok");
}

TEST_F(HttpClientTest, AConnectionThatThePeerClosedMeanwhileIsNotUsedAgain) {
  serve({{kOk}, {kOk}});
  HttpClient client(io_.get_executor(), url(), {});
  EXPECT_EQ(ask(client).body, "ok");
  io_.poll();  // the peer closes
  EXPECT_EQ(ask(client).body, "ok");
}

TEST_F(HttpClientTest, AConnectionThatThePeerMeansToCloseIsNotUsedAgain) {
  const std::string last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
  serve({{last, kOk}, {kOk}});
  HttpClient client(io_.get_executor(), url(), {});
  ask(client);
  EXPECT_EQ(failure(client), "no failure");
}

TEST_F(HttpClientTest, AnAnswerInChunksIsPutTogether) {
  serve({{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"}});
  HttpClient client(io_.get_executor(), url(), {});
  EXPECT_EQ(ask(client).body, "abcd");
}

TEST_F(HttpClientTest, AnAnswerOverTheLimitIsAnError) {
  serve({{"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890"}});
  HttpClient client(io_.get_executor(), url(), {.answer_bytes = 10});
  EXPECT_EQ(failure(client), url().origin() + ": the answer is over the limit of 10 bytes");
}

TEST_F(HttpClientTest, WhatIsNoHttpIsAnError) {
  serve({{"220 mail.example.com ESMTP\r\n\r\n"}});
  HttpClient client(io_.get_executor(), url(), {});
  EXPECT_EQ(failure(client), url().origin() + ": bad version");
}

TEST_F(HttpClientTest, APeerThatClosesInsteadOfAnsweringIsSaid) {
  serve({{""}});
  HttpClient client(io_.get_executor(), url(), {});
  EXPECT_EQ(failure(client), url().origin() + ": the peer has closed");
}

TEST_F(HttpClientTest, APeerThatIsNotThereIsSaid) {
  HttpClient client(io_.get_executor(), url(), {});
  const std::string origin = url().origin();
  acceptor_.close();
  EXPECT_EQ(failure(client), origin + ": Connection refused");
}

TEST_F(HttpClientTest, APeerThatNeverAnswersTimesOut) {
  HttpClient client(io_.get_executor(), url(), {.timeout = 30ms});
  EXPECT_THROW(ask(client), TimedOut);
  EXPECT_EQ(failure(client), url().origin() + ": no answer within 30 ms");
}

TEST_F(HttpClientTest, APeerThatNeverShakesHandsTimesOut) {
  HttpClient client(io_.get_executor(), url("https"), {.connect_timeout = 30ms});
  EXPECT_EQ(failure(client), url("https").origin() + ": no connection within 30 ms");
}

TEST_F(HttpClientTest, ACallThatHangsDoesNotHoldUpTheNext) {
  HttpClient client(io_.get_executor(), url(), {.timeout = 100ms});
  std::optional<tcp::socket> silent;
  acceptor_.async_accept([&](boost::system::error_code, tcp::socket socket) {
    silent = std::move(socket);
    serve({{kOk}});
  });
  std::vector<std::string> ended;
  asio::co_spawn(io_, client.ask({}),
                 [&](std::exception_ptr, HttpAnswer) { ended.push_back("timed out"); });
  asio::co_spawn(io_, client.ask({}), [&](std::exception_ptr, HttpAnswer answer) {
    ended.push_back(std::move(answer.body));
  });
  test::run_until(io_, [&] { return ended.size() == 2; });
  EXPECT_THAT(ended, ElementsAre("ok", "timed out"));
}

TEST_F(HttpClientTest, TlsIsSpokenWithAPeerWhoseCertificateIsTrusted) {
  const test::Certificate certificate = test::make_certificate();
  asio::ssl::context context(asio::ssl::context::tls_server);
  context.use_certificate(asio::buffer(certificate.certificate), asio::ssl::context::pem);
  context.use_private_key(asio::buffer(certificate.key), asio::ssl::context::pem);
  const TempDir folder;
  for (int i = 0; i < 2; ++i) asio::co_spawn(io_, accept_tls(context), asio::detached);
  HttpClientSettings trusting;
  trusting.tls.ca_file = folder.write("ca.pem", certificate.certificate);
  HttpClient trusted(io_.get_executor(), url("https"), trusting);
  EXPECT_EQ(ask(trusted).body, "ok");
  HttpClient distrusted(io_.get_executor(), url("https"), {});
  EXPECT_THAT(failure(distrusted), HasSubstr("certificate verify failed"));
}

TEST_F(HttpClientTest, AProgramWithNothingElseToDoWaits) {
  serve({{kOk}});
  std::jthread server([this] { io_.run_for(10s); });
  EXPECT_EQ(ask_and_wait(url(), {}, {}).body, "ok");
  io_.stop();
}

TEST(BasicAuthorization, IsTheOneOfTheStandard) {
  EXPECT_EQ(basic_authorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(basic_authorization("a", "b"), "Basic YTpi");
}

TEST_F(HttpClientTest, AnAnswerWithoutEndIsHandedOverAsItComes) {
  serve(
      {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"}});
  HttpClient client(io_.get_executor(), url(), {});
  std::string heard;
  auto listening = client.listen({}, [&heard](std::string_view piece) { heard += piece; });
  const HttpAnswer answer = test::run(io_, std::move(listening));
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(heard, "onetwo");
  EXPECT_EQ(answer.body, "");
}

TEST_F(HttpClientTest, AStreamThatBreaksOffIsAFailureAfterWhatCame) {
  serve({{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n"}});
  HttpClient client(io_.get_executor(), url(), {});
  std::string heard;
  auto listening = client.listen({}, [&heard](std::string_view piece) { heard += piece; });
  EXPECT_THROW(test::run(io_, std::move(listening)), std::runtime_error);
  EXPECT_EQ(heard, "one");
}

TEST_F(HttpClientTest, ARefusedStreamIsAnAnswer) {
  serve({{"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"}});
  HttpClient client(io_.get_executor(), url(), {});
  auto listening = client.listen({}, [](std::string_view) { ADD_FAILURE() << "no stream"; });
  const HttpAnswer answer = test::run(io_, std::move(listening));
  EXPECT_EQ(answer.status, 403u);
  EXPECT_EQ(answer.body, "no");
}

TEST_F(HttpClientTest, SilenceEndsAStream) {
  serve({{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", ""}});
  HttpClientSettings settings;
  settings.timeout = 50ms;
  HttpClient client(io_.get_executor(), url(), settings);
  auto listening = client.listen({}, [](std::string_view) {});
  EXPECT_THROW(test::run(io_, std::move(listening)), TimedOut);
}

}  // namespace
}  // namespace holdwatch::net
