#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/replay/recording.h"

namespace holdwatch::report {

/// The formats of reports, by name.
std::vector<std::string> format_names();

/// What `holdwatchctl report` was asked for.
struct Options {
  replay::Recording recording;
  std::string since = "7d";          ///< valid by problem_of_since()
  std::optional<std::string> until;  ///< valid by problem_of_day(); the last day recorded
  std::optional<std::string> department;
  std::string format = "html";
  std::optional<std::string> output;  ///< a file; standard output when absent
};

/// Plays the recording and reports on what was found in it. Returns the exit status.
int run(const Options& options);

}  // namespace holdwatch::report
