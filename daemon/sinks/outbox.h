#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace holdwatch {

/// A bounded queue with a thread of its own that works it off: between the event thread, which
/// never waits, and anything that may block. When it is full the oldest goes, since alerts re-send
/// their state.
template <class T>
class Outbox {
 public:
  /// `deliver` runs on the outbox's thread and must not throw.
  Outbox(std::size_t limit, std::function<void(const T&)> deliver)
      : limit_(limit), deliver_(std::move(deliver)), thread_([this] { work(); }) {}
  ~Outbox() { close(); }
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  /// Never waits for a delivery.
  void put(T item) {
    {
      const std::lock_guard lock(mutex_);
      if (items_.size() == limit_) items_.pop_front();
      items_.push_back(std::move(item));
    }
    changed_.notify_one();
  }

  /// Delivers what is still held and ends the thread.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return closing_ || !items_.empty(); });
      if (items_.empty()) return;
      const T item = std::move(items_.front());
      items_.pop_front();
      lock.unlock();
      deliver_(item);
      lock.lock();
    }
  }

  std::size_t limit_;
  std::function<void(const T&)> deliver_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace holdwatch
