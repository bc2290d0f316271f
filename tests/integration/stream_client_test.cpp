#include "net/stream_client.h"

#include <gtest/gtest.h>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "support/certificate.h"
#include "support/run_io.h"
#include "support/temp_dir.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using asio::experimental::awaitable_operators::operator&&;

class StreamClientTest : public testing::Test {
 protected:
  StreamSettings settings() {
    StreamSettings s;
    s.peer = {"127.0.0.1", std::to_string(acceptor_.local_endpoint().port())};
    return s;
  }

  /// Accepts one connection, sends `text`, and closes.
  asio::awaitable<void> serve(std::string text) {
    tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
    co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
  }

  /// The same over TLS; a client that refuses to shake hands is no error here.
  asio::awaitable<void> serve_tls(asio::ssl::context& context, std::string text) try {
    tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
    asio::ssl::stream<tcp::socket&> stream(socket, context);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    co_await asio::async_write(stream, asio::buffer(text), asio::use_awaitable);
  } catch (const boost::system::system_error&) {
  }

  /// Everything up to the end, read `step` bytes at a time, and why it ended.
  static asio::awaitable<void> read_all(StreamClient& client, std::size_t step, std::string& text,
                                        std::string& end) {
    std::vector<char> room(step);
    try {
      for (;;) text.append(room.data(), co_await client.read(room));
    } catch (const std::runtime_error& error) {
      end = error.what();
    }
  }

  /// Connects beside `server` and reads to the end.
  asio::awaitable<bool> converse(StreamSettings s, asio::awaitable<void> server, std::size_t step) {
    StreamClient client(io_.get_executor(), std::move(s));
    asio::awaitable<void> both = std::move(server) && client.connect();
    co_await std::move(both);
    asio::awaitable<void> reading = client.read_ahead() && read_all(client, step, text_, end_);
    co_await std::move(reading);
    co_return true;
  }

  asio::ssl::context server_context(const test::Certificate& certificate) {
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.use_certificate(asio::buffer(certificate.certificate), asio::ssl::context::pem);
    context.use_private_key(asio::buffer(certificate.key), asio::ssl::context::pem);
    return context;
  }

  asio::io_context io_;
  tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::string text_;
  std::string end_;
};

TEST_F(StreamClientTest, WhatThePeerSentIsReadToTheEndAndThenWhyNoMoreComes) {
  const std::string sent(1'000'000, 'x');
  test::run(io_, converse(settings(), serve(sent + "end"), 777));
  EXPECT_EQ(text_, sent + "end");
  EXPECT_EQ(end_, "127.0.0.1:" + settings().peer.port + ": the peer has closed");
}

TEST_F(StreamClientTest, ReadAheadStaysWithinItsBoundAndLosesNothing) {
  StreamSettings small = settings();
  small.read_ahead_bytes = 1000;
  const std::string sent(200'000, 'y');
  test::run(io_, converse(small, serve(sent), 300));
  EXPECT_EQ(text_, sent);
}

TEST_F(StreamClientTest, APeerThatIsNotThereIsSaid) {
  const StreamSettings nobody = settings();
  acceptor_.close();
  StreamClient client(io_.get_executor(), nobody);
  const auto connect = [&]() -> asio::awaitable<bool> {
    co_await client.connect();
    co_return true;
  };
  try {
    test::run(io_, connect());
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), "127.0.0.1:" + nobody.peer.port + ": Connection refused");
  }
}

TEST_F(StreamClientTest, APeerThatNeverReadsMakesAWriteTimeOut) {
  StreamSettings impatient = settings();
  impatient.write_timeout = 50ms;
  StreamClient client(io_.get_executor(), impatient);
  std::optional<tcp::socket> idle;
  const auto write = [&]() -> asio::awaitable<bool> {
    co_await client.connect();
    idle = co_await acceptor_.async_accept(asio::use_awaitable);
    co_await client.write(std::string(64 * 1024 * 1024, 'z'));
    co_return true;
  };
  EXPECT_THROW(test::run(io_, write()), std::runtime_error);
}

TEST_F(StreamClientTest, TlsIsSpokenWithAPeerWhoseCertificateIsTrusted) {
  const test::Certificate certificate = test::make_certificate();
  asio::ssl::context context = server_context(certificate);
  const TempDir folder;
  StreamSettings secure = settings();
  secure.tls = TlsSettings{.ca_file = folder.write("ca.pem", certificate.certificate)};
  test::run(io_, converse(secure, serve_tls(context, "secret"), 4));
  EXPECT_EQ(text_, "secret");
}

TEST_F(StreamClientTest, ACertificateThatNobodyVouchesForIsRefused) {
  asio::ssl::context context = server_context(test::make_certificate());
  StreamSettings secure = settings();
  secure.tls = TlsSettings{};
  EXPECT_THROW(test::run(io_, converse(secure, serve_tls(context, "secret"), 4)),
               std::runtime_error);
  EXPECT_EQ(text_, "");
}

TEST_F(StreamClientTest, ACertificateForAnotherNameIsRefused) {
  const test::Certificate certificate = test::make_certificate();
  asio::ssl::context context = server_context(certificate);
  const TempDir folder;
  StreamSettings secure = settings();
  secure.tls = TlsSettings{.ca_file = folder.write("ca.pem", certificate.certificate),
                           .server_name = "pbx.example.com"};
  EXPECT_THROW(test::run(io_, converse(secure, serve_tls(context, "secret"), 4)),
               std::runtime_error);
}

TEST_F(StreamClientTest, TlsFilesThatCannotBeReadAreSaidAtOnce) {
  StreamSettings secure = settings();
  secure.tls = TlsSettings{.ca_file = "/nonexistent.pem"};
  EXPECT_THROW(StreamClient(io_.get_executor(), secure), std::runtime_error);
}

}  // namespace
}  // namespace holdwatch::net
