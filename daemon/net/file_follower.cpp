#include "net/file_follower.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace holdwatch::net {

namespace {

FileFollower::Found found_line(LineReader::Found found) {
  return found == LineReader::Found::line ? FileFollower::Found::line
                                          : FileFollower::Found::oversized;
}

}  // namespace

FileFollower::FileFollower(std::string path, std::size_t max_line_bytes)
    : path_(std::move(path)), lines_(max_line_bytes) {}

FileFollower::~FileFollower() {
  close();
}

FileFollower::Found FileFollower::next() {
  if (!is_open()) {
    if (!try_open()) return Found::nothing;
    if (opened_before_) return Found::restarted;
    opened_before_ = true;
  }
  for (;;) {
    const auto found = lines_.next();
    if (found != LineReader::Found::nothing) return found_line(found);
    if (read_more()) continue;
    if (was_cut()) {
      lines_.restart();
      if (::lseek(fd_, 0, SEEK_SET) < 0) fail();
      return Found::restarted;
    }
    if (!was_replaced()) return Found::nothing;
    // Whatever was written between our reading its end and its replacement is there by now.
    if (!read_more()) return switch_over();
  }
}

FileFollower::Found FileFollower::switch_over() {
  const auto rest = lines_.last();
  if (rest != LineReader::Found::nothing) return found_line(rest);
  close();
  return next();
}

bool FileFollower::try_open() {
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (is_open()) {
    lines_.restart();
  } else if (errno != ENOENT) {
    fail();
  }
  return is_open();
}

bool FileFollower::read_more() {
  const auto room = lines_.room();
  const ssize_t got = ::read(fd_, room.data(), room.size());
  if (got < 0 && errno != EAGAIN && errno != EINTR) fail();
  if (got <= 0) return false;
  lines_.filled(static_cast<std::size_t>(got));
  return true;
}

bool FileFollower::was_cut() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0) fail();
  return S_ISREG(status.st_mode) && status.st_size < ::lseek(fd_, 0, SEEK_CUR);
}

// A path that names nothing for a moment, in the midst of a rotation, replaces nothing yet.
bool FileFollower::was_replaced() const {
  struct stat ours {};
  struct stat named {};
  if (::fstat(fd_, &ours) != 0) fail();
  if (::stat(path_.c_str(), &named) != 0) return false;
  return ours.st_dev != named.st_dev || ours.st_ino != named.st_ino;
}

void FileFollower::close() {
  if (is_open()) ::close(fd_);
  fd_ = -1;
}

void FileFollower::fail() const {
  throw std::runtime_error(fmt::format("{}: {}", path_, std::strerror(errno)));
}

}  // namespace holdwatch::net
