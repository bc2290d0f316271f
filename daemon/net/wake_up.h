#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace holdwatch::net {

/// Lets one coroutine wait for another on the same thread. A call that nobody waits for is lost, so
/// whoever waits first looks whether there is anything to wait for.
class WakeUp {
 public:
  explicit WakeUp(const boost::asio::any_io_executor& executor) : timer_(executor) {}

  void call() { timer_.cancel(); }

  /// Until the next call, but no longer than `most`.
  boost::asio::awaitable<void> wait(std::chrono::milliseconds most = kForever) {
    timer_.expires_after(most);
    boost::system::error_code called;
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, called));
  }

 private:
  static constexpr std::chrono::milliseconds kForever = std::chrono::hours{24 * 365};

  boost::asio::steady_timer timer_;
};

}  // namespace holdwatch::net
