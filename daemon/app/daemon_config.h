#pragma once

#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/components.h"
#include "app/http_config.h"
#include "app/logging.h"
#include "config/section.h"
#include "journal/settings.h"
#include "model/settings.h"
#include "sinks/delivery/maintenance.h"

namespace holdwatch {

/// The whole configuration file as values.
struct DaemonConfig {
  Settings core;
  HttpConfig http;
  LogSettings log;
  std::optional<journal::Settings> journal;  ///< none: it isn't kept
  std::vector<ConfiguredSource> sources;
  std::vector<ConfiguredSink> sinks;
  Maintenance maintenance;

  /// The section of the first source of that type; empty when there is none.
  config::Section source_section(std::string_view type) const;

  /// The file itself.
  config::Section root = config::Section::parse("", "defaults");
  /// The parts that only a restart applies, by key, in a form that can be compared.
  std::map<std::string, std::string> fixed;
};

using DaemonConfigOrProblems = tl::expected<DaemonConfig, std::vector<config::Problem>>;

/// All problems are told at once, by line.
DaemonConfigOrProblems parse_daemon_config(std::string text, std::string file);

/// The same of a file; a file that can't be read is a problem too. No path: the defaults.
DaemonConfigOrProblems load_daemon_config(const std::string& path);

}  // namespace holdwatch
