#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "config/section.h"
#include "model/time.h"

namespace holdwatch::journal {

struct Settings {
  std::string path;
  Duration commit_interval = std::chrono::milliseconds{200};
  Duration retry = std::chrono::seconds{1};  ///< between two attempts at a disk that fails
  Duration snapshot_interval = std::chrono::minutes{10};
  std::uint64_t snapshot_inputs = 1'000'000;  ///< a snapshot at least every so many inputs
  Duration keep_for = std::chrono::days{30};
  std::uint64_t keep_bytes = std::uint64_t{2} << 30;
  std::uint64_t backlog_bytes = std::uint64_t{64} << 20;  ///< in memory while the disk is behind
};

/// Reads the section `journal`. nullopt: none is kept, since it isn't wanted, or no path is given
/// and there is no `state_directory` (of systemd; may be null) to keep it in.
std::optional<Settings> read_settings(config::Section section, const char* state_directory);

}  // namespace holdwatch::journal
