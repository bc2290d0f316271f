#pragma once

#include <sqlite3.h>

#include <cstring>
#include <new>
#include <string>

namespace holdwatch {

/// While it lives, SQLite reads and writes the machine's disk through this. One at a time. What
/// isn't overridden goes to the disk as it is.
class DiskLayer {
 public:
  DiskLayer() : real_(sqlite3_vfs_find(nullptr)) {
    vfs_ = *real_;
    vfs_.zName = "layer";
    vfs_.pNext = nullptr;
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = &DiskLayer::open_file;
    vfs_.xDelete = [](sqlite3_vfs* vfs, const char* path, int is_synced) {
      return of(vfs).remove(path, is_synced);
    };
    sqlite3_vfs_register(&vfs_, 1);
  }
  virtual ~DiskLayer() {
    sqlite3_vfs_register(real_, 1);
    sqlite3_vfs_unregister(&vfs_);
  }
  DiskLayer(const DiskLayer&) = delete;
  DiskLayer& operator=(const DiskLayer&) = delete;

 protected:
  struct File {
    sqlite3_file base;
    DiskLayer* layer;
    std::string path;
    sqlite3_io_methods methods;

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    const sqlite3_io_methods& call() { return *real()->pMethods; }
  };

  /// May change the flags; what isn't SQLITE_OK refuses.
  virtual int open(const char* /*path*/, int& /*flags*/) { return SQLITE_OK; }
  virtual int remove(const char* path, int is_synced) {
    return real_->xDelete(real_, path, is_synced);
  }
  virtual int read(File& file, void* to, int size, sqlite3_int64 at) {
    return file.call().xRead(file.real(), to, size, at);
  }
  virtual int write(File& file, const void* from, int size, sqlite3_int64 at) {
    return file.call().xWrite(file.real(), from, size, at);
  }
  virtual int truncate(File& file, sqlite3_int64 size) {
    return file.call().xTruncate(file.real(), size);
  }
  virtual int sync(File& file, int flags) { return file.call().xSync(file.real(), flags); }

 private:
  static DiskLayer& of(sqlite3_vfs* vfs) { return *static_cast<DiskLayer*>(vfs->pAppData); }
  static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

  static int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* f, int flags, int* out) {
    DiskLayer& layer = of(vfs);
    f->pMethods = nullptr;
    if (const int refused = layer.open(path, flags); refused != SQLITE_OK) return refused;
    File& file = *new (f) File{{}, &layer, path == nullptr ? "" : path, {}};
    std::memset(file.real(), 0, static_cast<std::size_t>(layer.real_->szOsFile));
    const int result = layer.real_->xOpen(layer.real_, path, file.real(), flags, out);
    if (file.real()->pMethods == nullptr) {
      file.~File();
      f->pMethods = nullptr;
      return result;
    }
    file.methods = forwarding(file.call());
    file.base.pMethods = &file.methods;
    return result;
  }

  static sqlite3_io_methods forwarding(const sqlite3_io_methods& real) {
    sqlite3_io_methods m = real;
    m.xClose = [](sqlite3_file* f) {
      const int result = of(f).call().xClose(of(f).real());
      of(f).~File();
      return result;
    };
    m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
      return of(f).layer->read(of(f), to, size, at);
    };
    m.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
      return of(f).layer->write(of(f), from, size, at);
    };
    m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      return of(f).layer->truncate(of(f), size);
    };
    m.xSync = [](sqlite3_file* f, int flags) { return of(f).layer->sync(of(f), flags); };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      return of(f).call().xFileSize(of(f).real(), size);
    };
    m.xLock = [](sqlite3_file* f, int level) { return of(f).call().xLock(of(f).real(), level); };
    m.xUnlock = [](sqlite3_file* f, int level) {
      return of(f).call().xUnlock(of(f).real(), level);
    };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return of(f).call().xCheckReservedLock(of(f).real(), out);
    };
    m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
      return of(f).call().xFileControl(of(f).real(), op, arg);
    };
    m.xSectorSize = [](sqlite3_file* f) { return of(f).call().xSectorSize(of(f).real()); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) {
      return of(f).call().xDeviceCharacteristics(of(f).real());
    };
    m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
      return of(f).call().xShmMap(of(f).real(), page, size, extend, out);
    };
    m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
      return of(f).call().xShmLock(of(f).real(), offset, n, flags);
    };
    m.xShmBarrier = [](sqlite3_file* f) { of(f).call().xShmBarrier(of(f).real()); };
    m.xShmUnmap = [](sqlite3_file* f, int remove) {
      return of(f).call().xShmUnmap(of(f).real(), remove);
    };
    m.xFetch = [](sqlite3_file* f, sqlite3_int64 at, int size, void** out) {
      return of(f).call().xFetch(of(f).real(), at, size, out);
    };
    m.xUnfetch = [](sqlite3_file* f, sqlite3_int64 at, void* page) {
      return of(f).call().xUnfetch(of(f).real(), at, page);
    };
    return m;
  }

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_{};
};

}  // namespace holdwatch
