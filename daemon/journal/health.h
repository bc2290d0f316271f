#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/time.h"

namespace holdwatch::journal {

/// How the journal is doing.
struct Health {
  std::uint64_t bytes = 0;            ///< of its files
  std::uint64_t backlog_bytes = 0;    ///< in memory: put, but not yet on disk
  std::uint64_t inputs = 0;           ///< put since the daemon began
  std::uint64_t lost_inputs = 0;      ///< of those, in gaps
  std::uint64_t commits = 0;          ///< since the daemon began
  double commit_seconds = 0;          ///< how long the last one took
  std::optional<Time> last_commit;    ///< everything that arrived until then is on disk
  std::optional<Time> failing_since;  ///< from then on nothing is
  std::string problem;                ///< why, while failing
};

}  // namespace holdwatch::journal
