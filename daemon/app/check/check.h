#pragma once

#include <optional>
#include <string>
#include <vector>

namespace holdwatch::check {

/// What `holdwatchctl check` was asked for.
struct Options {
  std::optional<std::string> config;
  std::optional<std::string> source;  ///< by name: log in to it and look
  std::string format = "jsonl";
  std::vector<std::string> events;
};

/// Holds a configuration and recordings against what Holdwatch reads, without running the core:
/// every problem of the configuration, and of each file what it holds and what in it would be
/// refused; of a source that can be looked at, what it lets us hear. Returns the exit status: 0
/// when all is well, 1 when something would be refused or can't be read, 78 for a bad
/// configuration.
int run(const Options& options);

}  // namespace holdwatch::check
