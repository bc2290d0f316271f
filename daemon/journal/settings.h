#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "model/time.h"

namespace holdwatch::journal {

struct Settings {
  std::string path;
  Duration commit_interval = std::chrono::milliseconds{200};
  Duration snapshot_interval = std::chrono::minutes{10};
  std::uint64_t snapshot_inputs = 500'000;  ///< a snapshot at least every so many inputs
  Duration keep_for = std::chrono::days{30};
  std::uint64_t keep_bytes = std::uint64_t{2} << 30;
  std::uint64_t backlog_bytes = std::uint64_t{64} << 20;  ///< in memory while the disk is behind
};

}  // namespace holdwatch::journal
