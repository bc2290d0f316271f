#include "app/task_group.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <stdexcept>
#include <string>
#include <thread>

namespace holdwatch {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> wait_for_ever(bool& ended) {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           asio::steady_timer::time_point::max());
  try {
    co_await timer.async_wait(asio::use_awaitable);
  } catch (...) {
    ended = true;
    throw;
  }
}

asio::awaitable<void> end_at_once(bool& ended) {
  ended = true;
  co_return;
}

asio::awaitable<void> fail(std::string message) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  throw std::runtime_error(message);
}

asio::awaitable<void> cancel_soon(TaskGroup& group) {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
  group.cancel();
}

/// Runs until everything is done; what join() threw, or nothing.
std::string joined(asio::io_context& home, TaskGroup& group) {
  auto result = asio::co_spawn(home, group.join(), asio::use_future);
  home.run();
  try {
    result.get();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

TEST(TaskGroup, AFailureCancelsTheOthersAndComesOut) {
  asio::io_context home;
  TaskGroup group(home.get_executor());
  bool first = false;
  bool second = false;
  group.spawn(wait_for_ever(first));
  group.spawn(fail("disk full"));
  group.spawn(wait_for_ever(second));
  EXPECT_EQ(joined(home, group), "disk full");
  EXPECT_TRUE(first && second);
}

TEST(TaskGroup, OnlyTheFirstOfSeveralFailuresComesOut) {
  asio::io_context home;
  TaskGroup group(home.get_executor());
  group.spawn(fail("first"));
  group.spawn(fail("second"));
  EXPECT_EQ(joined(home, group), "first");
}

TEST(TaskGroup, ATaskThatEndsLeavesTheOthersAlone) {
  asio::io_context home;
  TaskGroup group(home.get_executor());
  bool short_one = false;
  bool long_one = false;
  group.spawn(end_at_once(short_one));
  group.spawn(wait_for_ever(long_one));
  auto result = asio::co_spawn(home, group.join(), asio::use_future);
  home.poll();
  EXPECT_TRUE(short_one);
  EXPECT_FALSE(long_one);
  group.cancel();
  home.run();
  EXPECT_NO_THROW(result.get());
  EXPECT_TRUE(long_one);
}

TEST(TaskGroup, BeingCancelledIsNoError) {
  asio::io_context home;
  TaskGroup group(home.get_executor());
  bool ended = false;
  group.spawn(wait_for_ever(ended));
  group.spawn(cancel_soon(group));
  EXPECT_EQ(joined(home, group), "");
  EXPECT_TRUE(ended);
}

TEST(TaskGroup, NothingStartsAfterCancel) {
  asio::io_context home;
  TaskGroup group(home.get_executor());
  bool started = false;
  group.cancel();
  group.spawn(end_at_once(started));
  EXPECT_EQ(joined(home, group), "");
  EXPECT_FALSE(started);
}

TEST(TaskGroup, CancellingTheJoinerCancelsTheTasks) {
  asio::io_context home;
  TaskGroup inner(home.get_executor());
  TaskGroup outer(home.get_executor());
  bool ended = false;
  inner.spawn(wait_for_ever(ended));
  outer.spawn(inner.join());
  outer.spawn(fail("outer"));
  EXPECT_EQ(joined(home, outer), "outer");
  EXPECT_TRUE(ended);
}

TEST(TaskGroup, TasksOnAnotherThreadFailAndAreCancelledLikeOurs) {
  for (int round = 0; round < 200; ++round) {
    asio::io_context other;
    auto work = asio::make_work_guard(other);
    std::thread thread([&] { other.run(); });
    asio::io_context home;
    TaskGroup group(home.get_executor());
    bool ended_there = false;
    bool ended_here = false;
    group.spawn(other.get_executor(), wait_for_ever(ended_there));
    group.spawn(wait_for_ever(ended_here));
    group.spawn(other.get_executor(), fail("there"));
    EXPECT_EQ(joined(home, group), "there");
    EXPECT_TRUE(ended_there && ended_here);
    work.reset();
    thread.join();
  }
}

}  // namespace
}  // namespace holdwatch
