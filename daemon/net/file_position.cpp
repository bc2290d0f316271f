#include "net/file_position.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace holdwatch::net {

namespace {

constexpr std::string_view kFormat = "position-1";
constexpr std::size_t kTailBytes = 256;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(fmt::format("{}: {}", what, std::strerror(errno)));
}

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

std::optional<std::uint64_t> tail_before(int fd, std::uint64_t offset) {
  std::array<char, kTailBytes> bytes;
  const std::size_t size = std::min<std::uint64_t>(bytes.size(), offset);
  const ssize_t got = ::pread(fd, bytes.data(), size, static_cast<off_t>(offset - size));
  if (got < 0 || static_cast<std::size_t>(got) != size) return std::nullopt;
  return fnv1a({bytes.data(), size});
}

}  // namespace

FilePosition position_in(int fd, std::uint64_t offset) {
  struct stat status {};
  const auto tail = tail_before(fd, offset);
  if (::fstat(fd, &status) != 0 || !tail) fail("the position in a file can't be told");
  return {status.st_ino, offset, *tail};
}

bool is_position_in(const FilePosition& position, const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  struct stat status {};
  const bool is_same = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
                       status.st_ino == position.inode &&
                       tail_before(fd, position.offset) == position.tail;
  ::close(fd);
  return is_same;
}

std::string to_text(const FilePosition& position) {
  return fmt::format("{} {} {} {}", kFormat, position.inode, position.offset, position.tail);
}

std::optional<FilePosition> position_of(const std::string& text) {
  std::istringstream in(text);
  std::string format;
  FilePosition position;
  in >> format >> position.inode >> position.offset >> position.tail;
  if (!in || format != kFormat) return std::nullopt;
  return position;
}

}  // namespace holdwatch::net
