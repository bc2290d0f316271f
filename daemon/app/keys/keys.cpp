#include "app/keys/keys.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "net/zmq_curve.h"

namespace holdwatch::keys {

namespace {

constexpr mode_t kForTheOwner = 0600;
constexpr mode_t kForAll = 0644;

void write_new_file(const std::string& path, const std::string& key, mode_t mode) {
  const std::string line = key + "\n";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) throw std::runtime_error(fmt::format("{}: {}", path, std::strerror(errno)));
  const bool is_written = ::write(file, line.data(), line.size()) == std::ssize(line);
  if (::close(file) != 0 || !is_written) {
    throw std::runtime_error(fmt::format("{}: can't be written: {}", path, std::strerror(errno)));
  }
}

}  // namespace

int generate(const Options& options) try {
  const net::ZmqKeys keys = net::make_zmq_keys();
  write_new_file(options.name + ".secret", keys.secret, kForTheOwner);
  write_new_file(options.name + ".public", keys.open, kForAll);
  fmt::print("{}\n", keys.open);
  return EXIT_SUCCESS;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return EXIT_FAILURE;
}

}  // namespace holdwatch::keys
