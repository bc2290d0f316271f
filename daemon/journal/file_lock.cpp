#include "journal/file_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

#include "journal/refused.h"

namespace holdwatch::journal {

namespace {

std::string holder_in(int file) {
  std::array<char, 20> text{};
  const ssize_t size = ::pread(file, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "unknown";
}

}  // namespace

FileLock::FileLock(const std::string& path)
    : file_(::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
  if (file_ < 0) return;
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    const std::string holder = holder_in(file_);
    ::close(file_);
    throw Refused(
        fmt::format("{}: is in use by another holdwatchd (process {}): stop it, or give "
                    "this one a journal.path of its own",
                    path, holder));
  }
  const std::string own = fmt::to_string(::getpid());
  // Only for the message above: a disk that is full leaves it without a number.
  if (::ftruncate(file_, 0) == 0) [[maybe_unused]]
    const ssize_t written = ::pwrite(file_, own.data(), own.size(), 0);
}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace holdwatch::journal
