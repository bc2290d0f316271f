#include "net/together.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <string>

#include "support/run_io.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> turns(int count, int& done) {
  const auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < count; ++i) co_await asio::post(executor, asio::use_awaitable);
  ++done;
}

asio::awaitable<void> fail(const char* why) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  throw std::runtime_error(why);
}

asio::awaitable<void> wait_for_ever() {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           asio::steady_timer::time_point::max());
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<std::string> failure_of(asio::awaitable<void> a, asio::awaitable<void> b) {
  try {
    co_await together(std::move(a), std::move(b));
  } catch (const std::exception& error) {
    co_return error.what();
  }
  co_return "";
}

TEST(Together, EndsWhenBothHaveEnded) {
  asio::io_context io;
  int done = 0;
  EXPECT_EQ(test::run(io, failure_of(turns(1, done), turns(9, done))), "");
  EXPECT_EQ(done, 2);
}

TEST(Together, TheFailureOfEitherEndsTheOtherAndComesOutAsItIs) {
  asio::io_context io;
  EXPECT_EQ(test::run(io, failure_of(fail("broken"), wait_for_ever())), "broken");
  EXPECT_EQ(test::run(io, failure_of(wait_for_ever(), fail("broken"))), "broken");
}

TEST(Together, AnEndIsNoFailureOfTheOther) {
  asio::io_context io;
  int done = 0;
  EXPECT_EQ(test::run(io, failure_of(turns(0, done), fail("late"))), "late");
  EXPECT_EQ(done, 1);
}

}  // namespace
}  // namespace holdwatch::net
