#include "net/secret_file.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace holdwatch::net {

namespace {

constexpr std::size_t kMostBytes = 4096;

std::string full_path(const std::string& path) {
  if (path.find('/') != std::string::npos) return path;
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) {
    throw std::runtime_error(fmt::format(
        "{}: expected a path, or a credential of systemd (but it has handed over none)", path));
  }
  return fmt::format("{}/{}", folder, path);
}

}  // namespace

std::string read_secret_file(const std::string& path) {
  std::ifstream file(full_path(path), std::ios::binary);
  std::string secret(kMostBytes + 1, '\0');
  file.read(secret.data(), static_cast<std::streamsize>(secret.size()));
  if (!file.is_open() || file.bad()) {
    throw std::runtime_error(fmt::format("{}: can't be read: {}", path, std::strerror(errno)));
  }
  secret.resize(static_cast<std::size_t>(file.gcount()));
  while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
  if (secret.empty()) throw std::runtime_error(fmt::format("{}: is empty", path));
  if (secret.size() > kMostBytes || secret.find('\n') != std::string::npos) {
    throw std::runtime_error(
        fmt::format("{}: expected one line of at most {} bytes", path, kMostBytes));
  }
  return secret;
}

bool is_same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace holdwatch::net
