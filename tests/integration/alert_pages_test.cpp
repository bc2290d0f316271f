#include "app/remote/alert_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <mutex>
#include <thread>

#include "app/exit_status.h"
#include "app/remote/answers.h"
#include "net/http_server.h"

namespace holdwatch::remote {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A daemon with seven alerts, that gives three at once.
class AlertPagesTest : public testing::Test {
 protected:
  AlertPagesTest() : server_(io_.get_executor(), {}) {
    server_.route("GET", "/below/api/v1/alerts",
                  [this](net::HttpRequest request) { return answer(std::move(request)); });
    server_.bind("127.0.0.1:0");
    boost::asio::co_spawn(io_, server_.run(), boost::asio::detached);
    thread_ = std::thread([this] { io_.run(); });
    listing_.server.url = "http://" + server_.address() + "/below/";
  }
  ~AlertPagesTest() override {
    io_.stop();
    thread_.join();
  }

  boost::asio::awaitable<net::HttpResponse> answer(net::HttpRequest request) {
    {
      const std::lock_guard lock(mutex_);
      queries_.push_back(request.query);
    }
    net::HttpResponse response;
    if (request.query.find("queue=refused") != std::string::npos) {
      co_return net::problem(400, "Bad Request", "expected another queue");
    }
    const std::size_t after = request.query.find("after=c");
    const int first = after == std::string::npos ? 0 : request.query[after + 7] - '0';
    const int last = std::min(first + 3, 7);
    response.body = R"({"time":"2026-03-03T14:00:00Z","alerts":[)";
    for (int i = first; i < last; ++i) {
      response.body += (i > first ? "," : "") + (R"({"id":")" + std::to_string(i) + "\"}");
    }
    response.body +=
        last == 7 ? R"(],"next":null})" : R"(],"next":"c)" + std::to_string(last) + "\"}";
    co_return response;
  }

  std::string ids(const std::string& body) {
    std::string result;
    for (const AlertChange& alert : read_alerts(body).alerts) result += alert.id;
    return result;
  }

  std::vector<std::string> queries() {
    const std::lock_guard lock(mutex_);
    return queries_;
  }

  boost::asio::io_context io_;
  net::HttpServer server_;
  std::thread thread_;
  std::mutex mutex_;
  std::vector<std::string> queries_;
  Listing listing_;
};

TEST_F(AlertPagesTest, PagesAreJoined) {
  listing_.most = 0;
  const std::string body = fetch_alerts(listing_);
  EXPECT_EQ(ids(body), "0123456");
  EXPECT_FALSE(read_alerts(body).next);
  EXPECT_THAT(queries(), ElementsAre("status=open&limit=1000", "status=open&limit=1000&after=c3",
                                     "status=open&limit=1000&after=c6"));
}

TEST_F(AlertPagesTest, NoMoreIsAskedForThanIsWantedAndThatThereIsMoreIsKept) {
  listing_.most = 6;
  const std::string body = fetch_alerts(listing_);
  EXPECT_EQ(ids(body), "012345");
  EXPECT_EQ(read_alerts(body).next, "c6");
  EXPECT_EQ(queries().back(), "status=open&limit=3&after=c3");
}

TEST_F(AlertPagesTest, WhatIsAskedForIsEncoded) {
  listing_.is_all = true;
  listing_.queues = {"a b&c"};
  listing_.kind = "surge";
  listing_.since = "2026-03-02T14:00:00Z";
  listing_.most = 3;
  fetch_alerts(listing_);
  EXPECT_THAT(queries(), ElementsAre("status=all&queue=a%20b%26c&kind=surge&since="
                                     "2026-03-02T14%3A00%3A00Z&limit=3"));
}

TEST_F(AlertPagesTest, ARefusalIsToldInTheDaemonsWords) {
  listing_.queues = {"refused"};
  try {
    fetch_alerts(listing_);
    ADD_FAILURE() << "nothing was refused";
  } catch (const Refused& refused) {
    EXPECT_STREQ(refused.what(), "expected another queue");
    EXPECT_EQ(refused.exit_status(), kBad);
  }
}

}  // namespace
}  // namespace holdwatch::remote
