#include "net/together.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

namespace holdwatch::net {

namespace asio = boost::asio;

asio::awaitable<void> together(asio::awaitable<void> a, asio::awaitable<void> b) {
  const auto executor = co_await asio::this_coro::executor;
  auto both = asio::experimental::make_parallel_group(
      asio::co_spawn(executor, std::move(a), asio::deferred),
      asio::co_spawn(executor, std::move(b), asio::deferred));
  const auto [order, failure_of_a, failure_of_b] =
      co_await both.async_wait(asio::experimental::wait_for_one_error(), asio::use_awaitable);
  const std::exception_ptr failures[] = {failure_of_a, failure_of_b};
  for (const std::size_t ended : order) {
    if (failures[ended]) std::rethrow_exception(failures[ended]);
  }
}

}  // namespace holdwatch::net
