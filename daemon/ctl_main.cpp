#include "app/build_info.h"
#include "app/command_line/commands.h"
#include "app/exit_status.h"

namespace {

using namespace holdwatch;

std::string version() {
  const BuildInfo build = build_info();
  return "holdwatchctl " + build.version + " (" + build.revision + ", " + build.compiler + ")";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Holdwatch's tool for operators and analysts", "holdwatchctl"};
  app.set_version_flag("--version", version(), "Version, revision and compiler");
  app.require_subcommand(1);
  command_line::Chosen chosen;
  command_line::add_listing_commands(app, chosen);
  command_line::add_remark_commands(app, chosen);
  command_line::add_recording_commands(app, chosen);
  command_line::add_upkeep_commands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EXIT_SUCCESS : kUsageError;
  }
  return chosen();
}
