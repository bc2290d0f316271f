#include "net/file_follower.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace holdwatch::net {

namespace {

FileFollower::Found found_line(LineReader::Found found) {
  return found == LineReader::Found::line ? FileFollower::Found::line
                                          : FileFollower::Found::oversized;
}

/// Whether a name is that of a rotated file: queue_log.0, queue_log-20260301; no packed one.
bool is_rotated(std::string_view name, std::string_view current) {
  if (!name.starts_with(current)) return false;
  name.remove_prefix(current.size());
  return name.size() > 1 && (name[0] == '.' || name[0] == '-') &&
         name.find_first_not_of("0123456789-_", 1) == std::string_view::npos;
}

/// The files that rotations have made of this one, the oldest first: what was written later has
/// been changed later.
std::vector<std::string> rotated_from(const std::filesystem::path& current) {
  std::vector<std::pair<std::filesystem::file_time_type, std::string>> files;
  std::error_code gone;
  const auto folder = current.has_parent_path() ? current.parent_path() : ".";
  for (const auto& entry : std::filesystem::directory_iterator(folder, gone)) {
    if (!is_rotated(entry.path().filename().string(), current.filename().string())) continue;
    files.emplace_back(entry.last_write_time(gone), entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> paths;
  for (auto& [changed, path] : files) paths.push_back(std::move(path));
  return paths;
}

}  // namespace

FileFollower::FileFollower(std::string path, std::size_t max_line_bytes)
    : path_(std::move(path)), lines_(max_line_bytes) {}

FileFollower::~FileFollower() {
  close();
}

bool FileFollower::resume(const FilePosition& position) {
  std::vector<std::string> files = rotated_from(path_);
  files.push_back(path_);
  const auto found = std::find_if(files.begin(), files.end(), [&](const std::string& file) {
    return is_position_in(position, file);
  });
  if (found == files.end() || !open_at(*found, position.offset)) return false;
  if (*found != path_) earlier_.assign(std::next(found), std::prev(files.end()));
  return true;
}

std::optional<FilePosition> FileFollower::position() const {
  if (!is_open()) return std::nullopt;
  const auto read = static_cast<std::uint64_t>(::lseek(fd_, 0, SEEK_CUR));
  return position_in(fd_, read - lines_.left());
}

FileFollower::Found FileFollower::next() {
  if (!is_open()) {
    const bool is_first = !opened_before_;
    if (!try_open()) return Found::nothing;
    if (!is_first) return Found::restarted;
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
  while (!earlier_.empty()) {
    const std::string path = earlier_.front();
    earlier_.pop_front();
    if (open_at(path, 0)) return true;
  }
  return open_at(path_, 0);
}

bool FileFollower::open_at(const std::string& path, std::uint64_t offset) {
  fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (!is_open() && errno != ENOENT) fail();
  if (!is_open()) return false;
  if (offset > 0 && ::lseek(fd_, static_cast<off_t>(offset), SEEK_SET) < 0) fail();
  lines_.restart();
  opened_before_ = true;
  return true;
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
