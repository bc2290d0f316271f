#include <memory>

#include "app/check/check.h"
#include "app/command_line/commands.h"
#include "app/explain/explain.h"
#include "app/replay/formats.h"
#include "app/replay/replay.h"
#include "app/report/period.h"
#include "app/report/report.h"

namespace holdwatch::command_line {

namespace {

constexpr const char* kRecordings = "Recordings";

void add_format(CLI::App& command, const std::string& name, std::string& format) {
  command.add_option(name, format, "Format of EVENTS")
      ->check(CLI::IsMember(replay::format_names()))
      ->capture_default_str();
}

/// What `replay` and its kin are told alike.
void add_recording(CLI::App& command, replay::Recording& recording,
                   const std::string& format_option) {
  command.add_option("--config", recording.config, "Configuration (YAML); none is needed")
      ->type_name("FILE");
  add_format(command, format_option, recording.format);
  command.add_option("--zone", recording.zone,
                     "IANA zone of queues that have none of their own (default: the "
                     "configuration's, else UTC); it sets the hour of the day and shifts no event");
  command.add_option("--incidents", recording.incidents, "Upstream incidents (JSON Lines)")
      ->type_name("FILE");
  command.add_option("--verdicts", recording.verdicts, "People's verdicts on alerts (JSON Lines)")
      ->type_name("FILE");
  command
      .add_option("EVENTS", recording.events,
                  "Recorded events, .gz too; - is standard input; several are merged by time. Or "
                  "a daemon's journal alone, which has incidents and verdicts in it")
      ->type_name("FILE")
      ->required();
}

void add_replay(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<replay::Options>();
  CLI::App* command = app.add_subcommand(
      "replay",
      "Runs the daemon's own core over recorded events: alerts as JSON Lines on standard output, a "
      "summary on standard error");
  add_recording(*command, options->recording, "--format");
  command->add_option("--summary", options->summary, "Writes what was seen to this file, as JSON")
      ->type_name("FILE");
  command->group(kRecordings)->callback([options, &chosen] {
    chosen = [options] { return replay::run(*options); };
  });
}

void add_report(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<report::Options>();
  CLI::App* command = app.add_subcommand(
      "report",
      "What each department made callers call about: a digest of recorded events, to be passed on");
  command
      ->add_option("--since", options->since,
                   "First day, as 2026-03-02, or how many days or weeks, as 7d or 4w")
      ->check(report::problem_of_since)
      ->capture_default_str();
  command->add_option("--until", options->until, "Last day; that of the last event when not given")
      ->check(report::problem_of_day);
  command->add_option("--department", options->department,
                      "Only what this department can do something about");
  command->add_option("--format", options->format, "Format of the report")
      ->check(CLI::IsMember(report::format_names()))
      ->capture_default_str();
  command->add_option("--output", options->output, "Writes to this file instead of standard output")
      ->type_name("FILE");
  add_recording(*command, options->recording, "--events-format");
  command->footer(
      "Days are those of the centre's zone. Give all the events there are: what came before "
      "--since is what Holdwatch learns from.\n\nExample:\n  holdwatchctl report --config "
      "holdwatch.yaml --incidents incidents.jsonl --since 4w\n      --department supply_chain "
      "--output report.html events.jsonl.gz");
  command->group(kRecordings)->callback([options, &chosen] {
    chosen = [options] { return report::run(*options); };
  });
}

void add_explain(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<explain::Options>();
  CLI::App* command = app.add_subcommand(
      "explain", "Why an alert says what it says: the figures behind it, from recorded events");
  // A category is asked for without an ID: then the first word is one of EVENTS.
  command->validate_positionals();
  command->add_option("ID", options->alert, "The alert's id, sixteen digits")
      ->check(explain::problem_of_id);
  command->add_option("--category", options->category,
                      "Shows instead what is known of this category of incidents");
  command->add_flag("--json", options->json, "For programs");
  add_recording(*command, options->recording, "--format");
  command->group(kRecordings)->callback([options, &chosen] {
    if (options->alert.empty() && !options->category)
      throw CLI::RequiredError("ID (sixteen digits) or --category");
    chosen = [options] { return explain::run(*options); };
  });
  command->footer(
      "The recording is played as replay does, so that the same input gives the same alert with "
      "the same id.\n\nExample:\n  holdwatchctl explain bc19167268fb45e5 --config holdwatch.yaml "
      "--incidents incidents.jsonl events.jsonl.gz");
}

void add_check(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<check::Options>();
  CLI::App* command = app.add_subcommand(
      "check", "Holds a configuration and recordings against what Holdwatch reads");
  CLI::Option* config =
      command->add_option("--config", options->config, "Configuration (YAML)")->type_name("FILE");
  command
      ->add_option("--source", options->source,
                   "Logs in to this source of the configuration, listens for a few seconds, and "
                   "tells what it can't hear")
      ->needs(config);
  add_format(*command, "--format", options->format);
  command->add_option("EVENTS", options->events, "Recorded events, .gz too; - is standard input")
      ->type_name("FILE");
  command->group(kRecordings)->callback([options, &chosen] {
    if (!options->config && options->events.empty()) {
      throw CLI::RequiredError("--config FILE or EVENTS");
    }
    chosen = [options] { return check::run(*options); };
  });
}

}  // namespace

void add_recording_commands(CLI::App& app, Chosen& chosen) {
  add_replay(app, chosen);
  add_report(app, chosen);
  add_explain(app, chosen);
  add_check(app, chosen);
}

}  // namespace holdwatch::command_line
