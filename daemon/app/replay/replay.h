#pragma once

#include <optional>
#include <string>
#include <vector>

namespace holdwatch::replay {

/// What `holdwatchctl replay` was asked for.
struct Options {
  std::optional<std::string> config;
  std::string format = "jsonl";
  std::optional<std::string> zone;  ///< of queues that have none of their own
  std::optional<std::string> incidents;
  std::optional<std::string> verdicts;
  std::optional<std::string> summary;
  std::vector<std::string> events;
};

/// Runs the daemon's own core over recorded events as fast as it goes: alerts as JSON Lines on
/// standard output, problems, progress (on a terminal) and a summary on standard error. Returns the
/// exit status: 0, 78 for a bad configuration, 1 when a file can't be read. The same input gives
/// byte-identical output.
int run(const Options& options);

}  // namespace holdwatch::replay
