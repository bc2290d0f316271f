#pragma once

#include <optional>
#include <string>

#include "app/replay/recording.h"

namespace holdwatch::explain {

/// What `holdwatchctl explain` was asked for: an alert, or what is known of a category.
struct Options {
  replay::Recording recording;
  std::string alert;  ///< by problem_of_id(); empty when a category is asked for
  std::optional<std::string> category;
  bool json = false;
};

/// Empty when `text` can be the id of an alert, else what was expected.
std::string problem_of_id(const std::string& text);

/// Plays the recording and tells on standard output why the alert says what it says, or what has
/// been learned of the category. Returns the exit status.
int run(const Options& options);

}  // namespace holdwatch::explain
