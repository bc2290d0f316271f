#include "sinks/jsonl/append_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace holdwatch::jsonl {
namespace {

std::runtime_error failure(std::string_view what, const std::string& path) {
  return std::runtime_error("can't " + std::string(what) + " " + path + ": " +
                            std::generic_category().message(errno));
}

}  // namespace

AppendFile::AppendFile(std::string path) : path_(std::move(path)) {
  open();
}

AppendFile::~AppendFile() {
  close();
}

void AppendFile::open() {
  if (is_standard_output()) {
    file_ = STDOUT_FILENO;
    return;
  }
  file_ = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (file_ < 0) throw failure("open", path_);
}

void AppendFile::close() {
  if (file_ >= 0 && !is_standard_output()) ::close(file_);
  file_ = -1;
}

bool AppendFile::was_rotated() const {
  struct stat ours {};
  struct stat there {};
  if (::fstat(file_, &ours) != 0 || ::stat(path_.c_str(), &there) != 0) return true;
  return ours.st_ino != there.st_ino || ours.st_dev != there.st_dev;
}

void AppendFile::write_line(std::string line) {
  if (!is_standard_output() && was_rotated()) {
    close();
    open();
  }
  line += '\n';
  for (std::string_view rest = line; !rest.empty();) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) throw failure("write to", path_);
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace holdwatch::jsonl
