#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <cstring>
#include <mutex>
#include <new>

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

/// While it lives, SQLite reads and writes through this disk. One at a time.
class FaultyDisk {
 public:
  FaultyDisk() : real_(sqlite3_vfs_find(nullptr)) {
    vfs_ = *real_;
    vfs_.zName = "faulty";
    vfs_.pNext = nullptr;
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = &FaultyDisk::open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FaultyDisk() {
    set(Fault::none);
    sqlite3_vfs_register(real_, 1);
    sqlite3_vfs_unregister(&vfs_);
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

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
  struct File {
    sqlite3_file base;
    FaultyDisk* disk;
    sqlite3_io_methods methods;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };

  static File& file(sqlite3_file* f) { return *reinterpret_cast<File*>(f); }

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

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* f, int flags, int* out) {
    auto& disk = *static_cast<FaultyDisk*>(vfs->pAppData);
    f->pMethods = nullptr;
    if (disk.fault() == Fault::gone) {
      disk.attempt();
      return SQLITE_CANTOPEN;
    }
    if (disk.fault() == Fault::read_only) {
      flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    }
    File& mine = *new (f) File;
    mine.disk = &disk;
    std::memset(mine.real(), 0, static_cast<std::size_t>(disk.real_->szOsFile));
    const int result = disk.real_->xOpen(disk.real_, name, mine.real(), flags, out);
    mine.base.pMethods = nullptr;
    if (mine.real()->pMethods == nullptr) return result;
    mine.methods = wrapped(*mine.real()->pMethods);
    mine.base.pMethods = &mine.methods;
    return result;
  }

  static sqlite3_io_methods wrapped(const sqlite3_io_methods& real) {
    sqlite3_io_methods m = real;
    m.xClose = [](sqlite3_file* f) { return call(f)->xClose(file(f).real()); };
    m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
      return call(f)->xRead(file(f).real(), to, size, at);
    };
    m.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
      const int refused = file(f).disk->attempt();
      return refused != SQLITE_OK ? refused : call(f)->xWrite(file(f).real(), from, size, at);
    };
    m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      return call(f)->xTruncate(file(f).real(), size);
    };
    m.xSync = [](sqlite3_file* f, int flags) {
      if (file(f).disk->fault() == Fault::lost_sync) {
        file(f).disk->attempt();
        return SQLITE_IOERR_FSYNC;
      }
      return call(f)->xSync(file(f).real(), flags);
    };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      return call(f)->xFileSize(file(f).real(), size);
    };
    m.xLock = [](sqlite3_file* f, int level) { return call(f)->xLock(file(f).real(), level); };
    m.xUnlock = [](sqlite3_file* f, int level) { return call(f)->xUnlock(file(f).real(), level); };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return call(f)->xCheckReservedLock(file(f).real(), out);
    };
    m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
      return call(f)->xFileControl(file(f).real(), op, arg);
    };
    m.xSectorSize = [](sqlite3_file* f) { return call(f)->xSectorSize(file(f).real()); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) {
      return call(f)->xDeviceCharacteristics(file(f).real());
    };
    m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
      return call(f)->xShmMap(file(f).real(), page, size, extend, out);
    };
    m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
      return call(f)->xShmLock(file(f).real(), offset, n, flags);
    };
    m.xShmBarrier = [](sqlite3_file* f) { call(f)->xShmBarrier(file(f).real()); };
    m.xShmUnmap = [](sqlite3_file* f, int remove) {
      return call(f)->xShmUnmap(file(f).real(), remove);
    };
    m.xFetch = [](sqlite3_file* f, sqlite3_int64 at, int size, void** out) {
      return call(f)->xFetch(file(f).real(), at, size, out);
    };
    m.xUnfetch = [](sqlite3_file* f, sqlite3_int64 at, void* page) {
      return call(f)->xUnfetch(file(f).real(), at, page);
    };
    return m;
  }

  static const sqlite3_io_methods* call(sqlite3_file* f) { return file(f).real()->pMethods; }

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_{};
  std::mutex mutex_;
  std::condition_variable changed_;
  Fault fault_ = Fault::none;
  int attempts_ = 0;
  int awaited_ = 0;
};

}  // namespace holdwatch
