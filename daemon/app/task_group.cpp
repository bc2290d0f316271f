// A task's cancellation signal may only be touched on the thread that runs the task, and has to
// outlive it. So signal and task are one shared object: cancel() posts the request to the task's
// executor, and the task's end is posted back home, where the group alone keeps count.

#include "app/task_group.h"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace holdwatch {

namespace asio = boost::asio;

struct TaskGroup::Task {
  asio::any_io_executor where;
  asio::cancellation_signal signal;
};

TaskGroup::TaskGroup(asio::any_io_executor home)
    : home_(std::move(home)), task_ended_(home_, asio::steady_timer::time_point::max()) {}

void TaskGroup::spawn(asio::awaitable<void> task) {
  spawn(home_, std::move(task));
}

void TaskGroup::spawn(asio::any_io_executor where, asio::awaitable<void> task) {
  if (cancelled_) return;
  auto entry = std::make_shared<Task>();
  entry->where = where;
  tasks_.push_back(entry);
  auto on_end = [this, entry](std::exception_ptr error) {
    asio::post(home_, [this, entry, error] { ended(entry, error); });
  };
  asio::post(where, [entry, task = std::move(task), on_end]() mutable {
    asio::co_spawn(entry->where, std::move(task),
                   asio::bind_cancellation_slot(entry->signal.slot(), std::move(on_end)));
  });
}

void TaskGroup::cancel() {
  cancelled_ = true;
  for (const auto& task : tasks_) {
    asio::post(task->where, [task] { task->signal.emit(asio::cancellation_type::terminal); });
  }
}

asio::awaitable<void> TaskGroup::join() {
  co_await asio::this_coro::throw_if_cancelled(false);
  while (!tasks_.empty()) {
    boost::system::error_code woken;
    co_await task_ended_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none && !cancelled_) cancel();
  }
  if (first_error_) std::rethrow_exception(first_error_);
}

void TaskGroup::ended(const std::shared_ptr<Task>& task, std::exception_ptr error) {
  tasks_.erase(std::find(tasks_.begin(), tasks_.end(), task));
  if (error && !cancelled_) {
    first_error_ = error;
    cancel();
  }
  task_ended_.cancel();
}

}  // namespace holdwatch
