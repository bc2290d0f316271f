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

/// What a feed brings, in the order in which it is left out when that is more than can be taken.
enum class Shed : std::uint8_t {
  refinements,  ///< tagged, held, resumed, heartbeat: who waits is known without them
  staffing,     ///< agent, staffed: who serves stays as it was last known
  new_calls,    ///< joined, and what refuses a caller: a call that is left out whole is no ghost
  call_ends,    ///< answered, abandoned, exited, completed
};
inline constexpr std::size_t kSheds = 4;

constexpr std::string_view to_string(Shed shed) {
  constexpr std::string_view kNames[kSheds] = {"refinements", "staffing", "new_calls", "call_ends"};
  return kNames[static_cast<std::size_t>(shed)];
}

struct SourceHealth {
  std::string name;  ///< as configured
  bool up = false;
  bool ended = false;              ///< a recorded file was played to its end: not up, but no outage
  std::optional<Time> last_event;  ///< the time of its newest event
  std::uint64_t events = 0;        ///< every input that arrived, refused ones included
  std::array<std::uint64_t, kDispositions> rejected{};  ///< by Disposition; accepted stays 0
  std::uint64_t uncatalogued = 0;  ///< incident reports of a category that the catalogue lacks
  std::uint64_t missed = 0;        ///< messages lost on the way here, or left out
  std::array<std::uint64_t, kSheds> shed{};      ///< of those, left out since too many came
  std::map<std::string, std::uint64_t> resyncs;  ///< by reason
  double lag_seconds = 0;  ///< arrival minus the event's own time, of its newest event
};

struct BuildInfo {
  std::string version;
  std::string revision;
  std::string compiler;
};

/// How the journal is doing.
struct JournalHealth {
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

inline constexpr std::array<std::string_view, 5> kLogLevels = {"debug", "info", "warning", "error",
                                                               "critical"};

struct Health {
  Time time;     ///< the wall clock's
  Time started;  ///< when the daemon began
  BuildInfo build;
  std::vector<SourceHealth> sources;
  bool config_last_reload_successful = true;
  Time config_last_reload_success;
  std::optional<JournalHealth> journal;  ///< none: none is kept
  std::uint64_t memory_limit_bytes = 0;  ///< what the configured limits allow for
  double loop_lag_seconds = 0;           ///< how late the event thread's last timer ran
  std::array<std::uint64_t, kLogLevels.size()> log_messages{};  ///< by kLogLevels
};

}  // namespace holdwatch
