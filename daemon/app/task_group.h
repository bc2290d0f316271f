#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <memory>
#include <vector>

namespace holdwatch {

/// Coroutines that live and die together: when one throws, the others are cancelled, and the first
/// error comes out of join(). No task is ever detached. All members are called on the home
/// executor, which runs on one thread; tasks may run on other executors of one thread each.
class TaskGroup {
 public:
  explicit TaskGroup(boost::asio::any_io_executor home);
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  void spawn(boost::asio::awaitable<void> task);
  void spawn(boost::asio::any_io_executor where, boost::asio::awaitable<void> task);

  /// Asks every task to end; later ones are not started. What a task throws from now on is how it
  /// ends, not an error.
  void cancel();

  /// Waits until every task has ended and rethrows the first error. The group must outlive its
  /// tasks, so whoever spawned must join; cancelling the joiner cancels the tasks.
  boost::asio::awaitable<void> join();

 private:
  struct Task;

  void ended(const std::shared_ptr<Task>& task, std::exception_ptr error);

  boost::asio::any_io_executor home_;
  boost::asio::steady_timer task_ended_;
  std::vector<std::shared_ptr<Task>> tasks_;
  std::exception_ptr first_error_;
  bool cancelled_ = false;
};

}  // namespace holdwatch
