#include "journal/set_aside.h"

#include <fmt/chrono.h>

#include <filesystem>

namespace holdwatch::journal {

namespace fs = std::filesystem;

std::string set_aside(const std::string& path, Time now) {
  const auto second = std::chrono::time_point_cast<std::chrono::seconds>(now);
  const std::string stem = fmt::format("{}.corrupt-{:%Y%m%dT%H%M%SZ}", path, second);
  std::string aside = stem;
  for (int n = 2; fs::exists(aside); ++n) aside = fmt::format("{}-{}", stem, n);
  // The log first: without it the file is an older state of itself, but whole.
  for (const char* suffix : {"-wal", "-shm", ""}) {
    if (fs::exists(path + suffix)) fs::rename(path + suffix, aside + suffix);
  }
  return aside;
}

}  // namespace holdwatch::journal
