#pragma once

#include <cstdint>

namespace holdwatch::metrics {

/// What every client library tells of its process.
struct ProcessStats {
  double cpu_seconds = 0;
  double start_time_seconds = 0;  ///< since the Unix epoch
  std::uint64_t virtual_memory_bytes = 0;
  std::uint64_t resident_memory_bytes = 0;
  std::uint64_t open_fds = 0;
  std::uint64_t max_fds = 0;
  std::uint64_t threads = 0;
};

/// Of this process, from /proc; zeros where it can't be read.
ProcessStats read_process_stats();

}  // namespace holdwatch::metrics
