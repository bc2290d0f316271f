#pragma once

#include <optional>
#include <string>

#include "app/replay/recording.h"

namespace holdwatch::replay {

/// What `holdwatchctl replay` was asked for.
struct Options {
  Recording recording;
  std::optional<std::string> summary;
};

/// Runs the daemon's own core over recorded events as fast as it goes: alerts as JSON Lines on
/// standard output, problems, progress (on a terminal) and a summary on standard error. Returns the
/// exit status: 0, 78 for a bad configuration, 1 when a file can't be read. The same input gives
/// byte-identical output.
int run(const Options& options);

}  // namespace holdwatch::replay
