#include "sinks/webhook/webhook_sink.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "net/http_server.h"
#include "support/log_capture.h"

namespace holdwatch::webhook {
namespace {

using namespace std::chrono_literals;

/// The service thread with a receiver on it, and the sink that posts to it from another thread.
class WebhookSinkTest : public testing::Test {
 protected:
  WebhookSinkTest() {
    receiver_.route("POST", "/hook", [this](net::HttpRequest request) { return answer(request); });
    receiver_.bind("127.0.0.1:0");
    boost::asio::co_spawn(io_, receiver_.run(), [](std::exception_ptr) {});
    thread_ = std::jthread([this] { io_.run(); });
  }
  ~WebhookSinkTest() override { io_.stop(); }

  boost::asio::awaitable<net::HttpResponse> answer(net::HttpRequest request) {
    const std::lock_guard lock(mutex_);
    keys_.emplace_back(request.header("Idempotency-Key"));
    changed_.notify_all();
    net::HttpResponse response;
    if (!statuses_.empty()) {
      response.status = statuses_.front();
      statuses_.pop_front();
    }
    co_return response;
  }

  std::unique_ptr<Sink> make(const std::string& more = "") {
    auto section = config::Section::parse(
        "{url: 'http://" + receiver_.address() + "/hook'" + more + "}", "test.yaml");
    auto sink = read_sink(section)({io_.get_executor(), http_, "chat", deliveries_, none_});
    EXPECT_TRUE(section.problems().empty());
    return sink;
  }

  static AlertChange surge(const std::string& id) {
    AlertChange change;
    change.id = id;
    change.queue = "orders";
    return change;
  }

  bool wait_for(std::size_t posts) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 20s, [&] { return keys_.size() >= posts; });
  }

  LogCapture log_;
  boost::asio::io_context io_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      io_.get_executor()};
  net::HttpServer receiver_{io_.get_executor(), {}};
  net::HttpServer http_{io_.get_executor(), {}};
  DeliveryStats deliveries_;
  const Maintenance none_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> keys_;
  std::deque<unsigned> statuses_;
  std::jthread thread_;
};

TEST_F(WebhookSinkTest, WhatIsOwedIsDeliveredBeforeItCloses) {
  const auto sink = make();
  for (int i = 0; i < 5; ++i) sink->alert(surge(std::to_string(i)));
  sink->close();
  EXPECT_EQ(keys_.size(), 5U);
  EXPECT_EQ(deliveries_.figures().at("chat").attempts, 5U);
}

TEST_F(WebhookSinkTest, AFailedMessageIsSentAgainWithItsKey) {
  statuses_ = {503};
  const auto sink = make();
  sink->alert(surge("a"));
  ASSERT_TRUE(wait_for(2));
  sink->close();
  EXPECT_EQ(keys_[0], keys_[1]);
  const ChannelFigures chat = deliveries_.figures().at("chat");
  EXPECT_EQ(chat.attempts, 2U);
  EXPECT_EQ(chat.failed.at("http_503"), 1U);
}

TEST_F(WebhookSinkTest, ClosingDoesNotWaitForAPauseToEnd) {
  statuses_ = {503};
  const auto sink = make();
  sink->alert(surge("a"));
  ASSERT_TRUE(wait_for(1));
  sink->close();
  EXPECT_LE(keys_.size(), 2U);
}

TEST_F(WebhookSinkTest, ASecretThatCannotBeReadIsSaidAtOnce) {
  EXPECT_THROW(make(", secret_file: /nonexistent"), std::runtime_error);
}

}  // namespace
}  // namespace holdwatch::webhook
