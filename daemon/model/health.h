#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/disposition.h"
#include "model/time.h"

/// How the daemon itself is doing: what the pipeline counts outside the core. Immutable once made,
/// like the Snapshot beside which it is handed to the sinks.
namespace holdwatch {

struct SourceHealth {
  std::string name;  ///< as configured
  bool up = false;
  std::optional<Time> last_event;  ///< the time of its newest event
  std::uint64_t events = 0;        ///< every input that arrived, refused ones included
  std::array<std::uint64_t, kDispositions> rejected{};  ///< by Disposition; accepted stays 0
  std::uint64_t missed = 0;                             ///< messages lost on the way here
  std::map<std::string, std::uint64_t> resyncs;         ///< by reason
  double lag_seconds = 0;  ///< arrival minus the event's own time, of its newest event
};

struct BuildInfo {
  std::string version;
  std::string revision;
  std::string compiler;
};

inline constexpr std::array<std::string_view, 5> kLogLevels = {"debug", "info", "warning", "error",
                                                               "critical"};

struct Health {
  Time time;     ///< the wall clock's
  Time started;  ///< when the daemon began
  BuildInfo build;
  std::vector<SourceHealth> sources;
  bool config_last_reload_successful = true;
  Time config_last_reload_success;
  double loop_lag_seconds = 0;  ///< how late the event thread's last timer ran
  std::array<std::uint64_t, kLogLevels.size()> log_messages{};  ///< by kLogLevels
};

}  // namespace holdwatch
