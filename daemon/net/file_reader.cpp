#include "net/file_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace holdwatch::net {

namespace {

constexpr unsigned kCompressedChunkBytes = 128 * 1024;

[[noreturn]] void fail(const std::string& path, std::string_view problem) {
  throw std::runtime_error(fmt::format("{}: {}", path, problem));
}

int open_file(const std::string& path) {
  const int fd = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail(path, std::strerror(errno));
  return fd;
}

std::uint64_t size_of(int fd, const std::string& path) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) fail(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) fail(path, "is a directory, expected a file");
  return S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

}  // namespace

struct FileReader::Impl {
  gzFile file = nullptr;

  explicit Impl(int fd) : file(gzdopen(fd, "rb")) {
    if (file == nullptr)
      ::close(fd);
    else
      gzbuffer(file, kCompressedChunkBytes);
  }
  ~Impl() {
    if (file != nullptr) gzclose_r(file);
  }
};

FileReader::FileReader(const std::string& path) : path_(path == "-" ? "standard input" : path) {
  const int fd = open_file(path);
  impl_ = std::make_unique<Impl>(fd);
  if (impl_->file == nullptr) fail(path_, "out of memory");
  bytes_total_ = size_of(fd, path_);
}

FileReader::~FileReader() = default;

std::size_t FileReader::read(std::span<char> room) {
  const int got = gzread(impl_->file, room.data(), static_cast<unsigned>(room.size()));
  if (got > 0) return static_cast<std::size_t>(got);
  int error = Z_OK;
  const char* message = gzerror(impl_->file, &error);
  if (error == Z_BUF_ERROR) fail(path_, "breaks off in the middle of its compressed data");
  if (error == Z_ERRNO) fail(path_, std::strerror(errno));
  if (error != Z_OK && error != Z_STREAM_END) fail(path_, message);
  return 0;
}

std::uint64_t FileReader::bytes_read() const {
  const z_off_t offset = gzoffset(impl_->file);
  return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

}  // namespace holdwatch::net
