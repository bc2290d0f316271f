#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string_view>

#include "app/build_info.h"
#include "app/daemon.h"
#include "app/daemon_config.h"
#include "app/exit_status.h"
#include "app/logging.h"

namespace {

using namespace holdwatch;

std::string version() {
  const BuildInfo build = build_info();
  return fmt::format("holdwatchd {} (revision {}, {})", build.version, build.revision,
                     build.compiler);
}

int report(const std::vector<config::Problem>& problems) {
  for (const config::Problem& problem : problems) {
    fmt::print(stderr, "{}\n", config::to_string(problem));
  }
  return kBadConfiguration;
}

/// Half an input applied is worse than none: the journal has what was accepted, and the next
/// process goes on from there.
[[noreturn]] void end_without_memory() {
  constexpr std::string_view kLastWords = "critical: out of memory, the daemon ends\n";
  [[maybe_unused]] const ssize_t written =
      ::write(STDERR_FILENO, kLastWords.data(), kLastWords.size());
  std::_Exit(EXIT_FAILURE);
}

int run(DaemonConfig config, DaemonOptions options) {
  if (options.log_level) config.log.level = *options.log_level;
  set_up_logging(config.log);
  try {
    Daemon(std::move(config), std::move(options)).run();
  } catch (const std::exception& error) {
    spdlog::critical("failed error={:?}", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  DaemonOptions options;
  bool is_check = false;
  CLI::App app(
      "Watches call queues, notices surges within minutes, and names the upstream incident that\n"
      "explains them. Without a configuration it takes events over ZeroMQ (PULL on\n"
      "tcp://127.0.0.1:9479) and HTTP, and serves /metrics on http://127.0.0.1:9478.",
      "holdwatchd");
  app.add_option("--config", options.config_file, "the configuration file, in YAML")
      ->type_name("FILE");
  app.add_flag("--check-config", is_check,
               "say everything that is wrong with the configuration, and exit (78: something is)");
  app.add_option("--log-level", options.log_level, "overrules log.level of the configuration")
      ->check(CLI::IsMember(std::vector<std::string>(kLogLevels.begin(), kLogLevels.end())))
      ->type_name("LEVEL");
  app.set_version_flag("--version", version, "say version, revision and compiler, and exit");
  app.footer("Signals: SIGHUP reads the configuration again, SIGTERM and SIGINT end cleanly.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EXIT_SUCCESS : kUsageError;
  }
  // A reader of ours that goes away is an error on its pipe, not our end.
  std::signal(SIGPIPE, SIG_IGN);
  std::set_new_handler(&end_without_memory);
  DaemonConfigOrProblems config = load_daemon_config(options.config_file);
  if (!config) return report(config.error());
  if (is_check) {
    fmt::print("{}: ok\n", options.config_file.empty() ? "defaults" : options.config_file);
    return EXIT_SUCCESS;
  }
  return run(std::move(*config), std::move(options));
}
