#include <CLI/CLI.hpp>

#include "app/build_info.h"
#include "app/replay/replay.h"

namespace {

using holdwatch::replay::Options;

CLI::App* add_replay(CLI::App& app, Options& options) {
  CLI::App* replay = app.add_subcommand(
      "replay",
      "Runs the daemon's own core over recorded events: alerts as JSON Lines on standard output, a "
      "summary on standard error");
  replay->add_option("--config", options.config, "Configuration (YAML); none is needed");
  replay->add_option("--format", options.format, "Format of EVENTS")
      ->check(CLI::IsMember(holdwatch::replay::format_names()))
      ->capture_default_str();
  replay->add_option("--zone", options.zone,
                     "IANA zone of queues that have none of their own (default UTC); it sets the "
                     "hour of the day, and never shifts an event");
  replay->add_option("--incidents", options.incidents, "Upstream incidents (JSON Lines)");
  replay->add_option("--verdicts", options.verdicts, "People's verdicts on alerts (JSON Lines)");
  replay->add_option("--summary", options.summary, "Writes what was seen to this file, as JSON");
  replay
      ->add_option("EVENTS", options.events,
                   "Recorded events, .gz too; - is standard input; several are merged by time")
      ->required();
  return replay;
}

std::string version() {
  const holdwatch::BuildInfo build = holdwatch::build_info();
  return "holdwatchctl " + build.version + " (" + build.revision + ", " + build.compiler + ")";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Holdwatch's tool for operators and analysts", "holdwatchctl"};
  app.set_version_flag("--version", version());
  app.require_subcommand(1);
  Options replay_options;
  const CLI::App* replay = add_replay(app, replay_options);
  CLI11_PARSE(app, argc, argv);
  if (replay->parsed()) return holdwatch::replay::run(replay_options);
  return 1;
}
