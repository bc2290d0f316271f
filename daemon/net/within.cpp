#include "net/within.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace holdwatch::net {

namespace asio = boost::asio;

asio::awaitable<void> within(std::chrono::milliseconds limit, asio::awaitable<void> task,
                             std::string complaint) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, limit);
  auto race = asio::experimental::make_parallel_group(
      asio::co_spawn(executor, std::move(task), asio::deferred), timer.async_wait(asio::deferred));
  const auto [order, failure, timer_stopped] =
      co_await race.async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
  if (!failure) co_return;
  if (order[0] == 1 && !timer_stopped) throw TimedOut(complaint);
  std::rethrow_exception(failure);
}

}  // namespace holdwatch::net
