#pragma once

#include <string>

namespace holdwatch::journal {

/// Keeps a second process off the journal for as long as this lives, however it ends: a lock of the
/// operating system on `PATH.lock`. A file that can't be made there is no reason to refuse.
class FileLock {
 public:
  /// Throws Refused when another process has it, and says which.
  explicit FileLock(const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_;
};

}  // namespace holdwatch::journal
