#include "app/top/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <vector>

#include "app/exit_status.h"
#include "support/run_io.h"

namespace holdwatch::top {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

/// A daemon that says one text to each that connects, then breaks off.
class ListenerTest : public testing::Test {
 protected:
  void serve(std::vector<std::string> texts) {
    asio::co_spawn(io_, accept(std::move(texts)), asio::detached);
  }

  asio::awaitable<void> accept(std::vector<std::string> texts) {
    for (const std::string& text : texts) {
      tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
      std::string request;
      co_await asio::async_read_until(socket, asio::dynamic_buffer(request), "\r\n\r\n",
                                      asio::use_awaitable);
      requests_.push_back(std::move(request));
      co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
    }
    acceptor_.close();
  }

  /// Listens until as much as that has happened.
  template <class Done>
  void listen(Done done) {
    remote::Server server;
    server.url = "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
    Listener listener(
        io_.get_executor(), server,
        [this](const net::ServerEvent& event) { heard_.push_back(event.data); },
        [this](const std::string& why) { lost_.push_back(why); });
    asio::co_spawn(io_, listener.run(), [this](std::exception_ptr failure) { end_ = failure; });
    test::run_until(io_, [&] { return done() || end_; });
    io_.stop();
  }

  int exit_status() const {
    try {
      if (end_) std::rethrow_exception(end_);
    } catch (const remote::Refused& refused) {
      return refused.exit_status();
    }
    return 0;
  }

  asio::io_context io_;
  tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::vector<std::string> requests_;
  std::vector<std::string> heard_;
  std::vector<std::string> lost_;
  std::exception_ptr end_;
};

TEST_F(ListenerTest, ComesBackAndAsksForWhatItMissed) {
  serve({kHead + "data: a\n\nid: 7\ndata: b\n\n", kHead + "id: 8\ndata: c\n\n"});
  listen([this] { return heard_.size() == 3; });
  EXPECT_THAT(heard_, ElementsAre("a", "b", "c"));
  EXPECT_THAT(lost_, ElementsAre("the daemon has ended the stream"));
  ASSERT_EQ(requests_.size(), 2u);
  EXPECT_THAT(requests_[0], HasSubstr("GET /api/v1/stream HTTP/1.1"));
  EXPECT_THAT(requests_[0], Not(HasSubstr("Last-Event-ID")));
  EXPECT_THAT(requests_[1], HasSubstr("Last-Event-ID: 7"));
  EXPECT_EQ(exit_status(), 0);
}

TEST_F(ListenerTest, GivesUpWhenNothingWasEverHeard) {
  serve({"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"});
  listen([] { return false; });
  EXPECT_EQ(exit_status(), kUnavailable);
  EXPECT_THAT(lost_, IsEmpty());
}

TEST_F(ListenerTest, GivesUpWhenItIsNoLongerLetIn) {
  serve({kHead + "data: a\n\n", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"});
  listen([] { return false; });
  EXPECT_EQ(exit_status(), kNotPermitted);
}

TEST_F(ListenerTest, WaitsForADaemonThatIsStillStarting) {
  serve({kHead + "data: a\n\n", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"});
  listen([this] { return lost_.size() == 2; });
  EXPECT_EQ(exit_status(), 0);
}

}  // namespace
}  // namespace holdwatch::top
