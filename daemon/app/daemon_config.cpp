#include "app/daemon_config.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "config/core_settings.h"

namespace holdwatch {

namespace {

LogSettings read_log(config::Section log) {
  LogSettings settings;
  settings.level = kLogLevels[log.choice("level", 1, {kLogLevels.begin(), kLogLevels.end()})];
  settings.format =
      static_cast<LogFormat>(log.choice("format", 0, {kLogFormats.begin(), kLogFormats.end()}));
  log.finish();
  return settings;
}

/// A detector is made once for its queue, with the calendar and hours that hold then.
std::map<std::string, std::string> fixed_parts(config::Section root) {
  std::map<std::string, std::string> parts;
  for (const char* key : {"journal", "sources", "sinks", "zone", "holidays", "detection"}) {
    parts[key] = root.canonical(key);
  }
  parts["http.listen"] = root.section("http").canonical("listen");
  parts["log.format"] = root.section("log").canonical("format");
  std::vector<config::Section> queues = root.list("queues");
  queues.push_back(root.section("queue_defaults"));
  std::string& hours = parts["queues.hours"];
  for (const config::Section& queue : queues) {
    if (!queue.has("hours") && !queue.has("zone")) continue;
    hours += queue.canonical("name") + queue.canonical("hours") + queue.canonical("zone");
  }
  return parts;
}

}  // namespace

config::Section DaemonConfig::source_section(std::string_view type) const {
  config::Section whole = root;
  for (config::Section& source : whole.list("sources")) {
    if (source.text("type", "") == type) return source;
  }
  return config::Section::parse("", "defaults");
}

DaemonConfigOrProblems parse_daemon_config(std::string text, std::string file) {
  config::Section root = config::Section::parse(std::move(text), std::move(file));
  DaemonConfig config;
  config.core = config::read_core_settings(root);
  config.http = read_http_config(root.section("http"));
  config.log = read_log(root.section("log"));
  config.journal = journal::read_settings(root.section("journal"), std::getenv("STATE_DIRECTORY"));
  config.sources = read_sources(root);
  config.sinks = read_sinks(root);
  config.maintenance = read_maintenance(root);
  for (const ConfiguredSource& source : config.sources) config.core.sources.push_back(source.name);
  root.finish();
  std::vector<config::Problem> problems = root.problems();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  config.root = root;
  config.fixed = fixed_parts(root);
  return config;
}

DaemonConfigOrProblems load_daemon_config(const std::string& path) {
  if (path.empty()) return parse_daemon_config("", "defaults");
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) {
    const config::Problem problem{path, 1, "",
                                  fmt::format("can't be read: {}", std::strerror(errno))};
    return tl::unexpected(std::vector{problem});
  }
  return parse_daemon_config(text.str(), path);
}

}  // namespace holdwatch
