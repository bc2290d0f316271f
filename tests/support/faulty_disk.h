#pragma once

#include <condition_variable>
#include <mutex>

#include "support/disk_layer.h"

namespace holdwatch {

/// What the disk does to whoever writes.
enum class Fault {
  none,
  full,       ///< no room left
  stuck,      ///< a write takes until the fault is over
  lost_sync,  ///< what is written stays, but can't be confirmed
  damaged,    ///< what is there is no database
  read_only,  ///< files open for reading only
  gone,       ///< no file can be opened, and none written
};

/// A disk that fails on demand, for threads that wait for it.
class FaultyDisk final : public DiskLayer {
 public:
  ~FaultyDisk() override { set(Fault::none); }

  void set(Fault fault) {
    {
      const std::lock_guard lock(mutex_);
      fault_ = fault;
      awaited_ = attempts_;
    }
    changed_.notify_all();
  }

  /// Waits until somebody has tried to write (or to open, when the disk is gone) since the last
  /// set() or await().
  void await_attempt() {
    std::unique_lock lock(mutex_);
    const int before = awaited_;
    changed_.wait(lock, [&] { return attempts_ > before; });
    awaited_ = attempts_;
  }

 private:
  /// SQLite's result for a write, or SQLITE_OK when the disk takes it.
  int attempt() {
    std::unique_lock lock(mutex_);
    ++attempts_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return fault_ != Fault::stuck; });
    switch (fault_) {
      case Fault::full:
        return SQLITE_FULL;
      case Fault::damaged:
        return SQLITE_CORRUPT;
      case Fault::read_only:
        return SQLITE_READONLY;
      case Fault::gone:
        return SQLITE_IOERR_WRITE;
      default:
        return SQLITE_OK;
    }
  }

  Fault fault() {
    const std::lock_guard lock(mutex_);
    return fault_;
  }

  int open(const char*, int& flags) override {
    if (fault() == Fault::gone) {
      attempt();
      return SQLITE_CANTOPEN;
    }
    if (fault() == Fault::read_only) {
      flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    return SQLITE_OK;
  }

  int write(File& file, const void* from, int size, sqlite3_int64 at) override {
    const int refused = attempt();
    return refused != SQLITE_OK ? refused : DiskLayer::write(file, from, size, at);
  }

  int sync(File& file, int flags) override {
    if (fault() != Fault::lost_sync) return DiskLayer::sync(file, flags);
    attempt();
    return SQLITE_IOERR_FSYNC;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Fault fault_ = Fault::none;
  int attempts_ = 0;
  int awaited_ = 0;
};

}  // namespace holdwatch
