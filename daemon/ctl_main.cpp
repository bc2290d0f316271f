#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <functional>

#include "app/build_info.h"
#include "app/check/check.h"
#include "app/explain/explain.h"
#include "app/journal/journal_tool.h"
#include "app/keys/keys.h"
#include "app/remote/remark.h"
#include "app/replay/formats.h"
#include "app/replay/replay.h"
#include "app/report/period.h"
#include "app/report/report.h"
#include "app/test_alert/test_alert.h"
#include "config/duration_text.h"

namespace {

using namespace holdwatch;

void add_format(CLI::App& command, const std::string& name, std::string& format) {
  command.add_option(name, format, "Format of EVENTS")
      ->check(CLI::IsMember(replay::format_names()))
      ->capture_default_str();
}

/// What `replay` and its kin are told alike.
void add_recording(CLI::App& command, replay::Recording& recording,
                   const std::string& format_option) {
  command.add_option("--config", recording.config, "Configuration (YAML); none is needed");
  add_format(command, format_option, recording.format);
  command.add_option("--zone", recording.zone,
                     "IANA zone of queues that have none of their own (default: the "
                     "configuration's, else UTC); it sets the hour of the day and shifts no event");
  command.add_option("--incidents", recording.incidents, "Upstream incidents (JSON Lines)");
  command.add_option("--verdicts", recording.verdicts, "People's verdicts on alerts (JSON Lines)");
  command
      .add_option("EVENTS", recording.events,
                  "Recorded events, .gz too; - is standard input; several are merged by time. Or "
                  "a daemon's journal alone, which has incidents and verdicts in it")
      ->required();
}

void add_replay(CLI::App& app, replay::Options& options) {
  CLI::App* command = app.add_subcommand(
      "replay",
      "Runs the daemon's own core over recorded events: alerts as JSON Lines on standard output, a "
      "summary on standard error");
  add_recording(*command, options.recording, "--format");
  command->add_option("--summary", options.summary, "Writes what was seen to this file, as JSON");
}

void add_report(CLI::App& app, report::Options& options) {
  CLI::App* command = app.add_subcommand(
      "report",
      "What each department made callers call about: a digest of recorded events, to be passed on");
  command
      ->add_option("--since", options.since,
                   "First day, as 2026-03-02, or how many days or weeks, as 7d or 4w")
      ->check(report::problem_of_since)
      ->capture_default_str();
  command->add_option("--until", options.until, "Last day; that of the last event when not given")
      ->check(report::problem_of_day);
  command->add_option("--department", options.department,
                      "Only what this department can do something about");
  command->add_option("--format", options.format, "Format of the report")
      ->check(CLI::IsMember(report::format_names()))
      ->capture_default_str();
  command->add_option("--output", options.output, "Writes to this file instead of standard output");
  add_recording(*command, options.recording, "--events-format");
  command->footer(
      "Days are those of the centre's zone. Give all the events there are: what came before "
      "--since "
      "is what Holdwatch learns from.\n\nExample:\n  holdwatchctl report --config "
      "holdwatch.yaml --incidents incidents.jsonl --since 4w\n      --department supply_chain "
      "--output report.html events.jsonl.gz");
}

void add_explain(CLI::App& app, explain::Options& options) {
  CLI::App* command = app.add_subcommand(
      "explain", "Why an alert says what it says: the figures behind it, from recorded events");
  // A category is asked for without an ID: then the first word is one of EVENTS.
  command->validate_positionals();
  command->add_option("ID", options.alert, "The alert's id, sixteen digits")
      ->check(explain::problem_of_id);
  command->add_option("--category", options.category,
                      "Shows instead what is known of this category of incidents");
  command->add_flag("--json", options.json, "For programs");
  add_recording(*command, options.recording, "--format");
  command->callback([&options] {
    if (options.alert.empty() && !options.category)
      throw CLI::RequiredError("ID (sixteen digits) or --category");
  });
  command->footer(
      "The recording is played as replay does, so that the same input gives the same alert with "
      "the same id.\n\nExample:\n  holdwatchctl explain bc19167268fb45e5 --config holdwatch.yaml "
      "--incidents incidents.jsonl events.jsonl.gz");
}

void add_check(CLI::App& app, check::Options& options) {
  CLI::App* command = app.add_subcommand(
      "check", "Holds a configuration and recordings against what Holdwatch reads");
  CLI::Option* config = command->add_option("--config", options.config, "Configuration (YAML)");
  command
      ->add_option("--source", options.source,
                   "Logs in to this source of the configuration, listens for a few seconds, and "
                   "tells what it can't hear")
      ->needs(config);
  add_format(*command, "--format", options.format);
  command->add_option("EVENTS", options.events, "Recorded events, .gz too; - is standard input");
  command->callback([&options] {
    if (!options.config && options.events.empty()) {
      throw CLI::RequiredError("--config FILE or EVENTS");
    }
  });
}

struct JournalOptions {
  std::string file;
  std::string keep_for;
  std::string format;
  std::function<int()> run;
};

CLI::App* add_journal_command(CLI::App& journal, JournalOptions& options, const std::string& name,
                              const std::string& description) {
  CLI::App* command = journal.add_subcommand(name, description);
  command->add_option("FILE", options.file, "The journal")->required()->check(CLI::ExistingFile);
  return command;
}

void add_journal(CLI::App& app, JournalOptions& options) {
  CLI::App* journal = app.add_subcommand(
      "journal",
      "Looks at a daemon's journal, also while it is written; replay, report and explain "
      "read it as EVENTS");
  journal->require_subcommand(1);
  add_journal_command(*journal, options, "info", "What is in it")->callback([&options] {
    options.run = [&options] { return journal_tool::info(options.file); };
  });
  add_journal_command(*journal, options, "verify", "Reads all of it; status 1 when it is not whole")
      ->callback(
          [&options] { options.run = [&options] { return journal_tool::verify(options.file); }; });
  CLI::App* exporting = add_journal_command(*journal, options, "export",
                                            "Its events, incidents and verdicts as JSON Lines");
  exporting->add_option("--format", options.format)->check(CLI::IsMember({"jsonl"}));
  exporting->callback([&options] {
    options.run = [&options] { return journal_tool::export_inputs(options.file); };
  });
  CLI::App* pruning = add_journal_command(*journal, options, "prune",
                                          "Drops what is old, of a journal that no daemon writes");
  pruning->add_option("--keep-for", options.keep_for, "How much stays, as 7d or 12h")
      ->required()
      ->check([](const std::string& text) {
        return config::parse_duration(text) ? "" : "expected a time with its unit, as 7d or 12h";
      });
  pruning->callback([&options] {
    options.run = [&options] {
      return journal_tool::prune(options.file, *config::parse_duration(options.keep_for));
    };
  });
}

void add_test_alert(CLI::App& app, test_alert::Options& options) {
  CLI::App* command =
      app.add_subcommand("test-alert",
                         "Sends a test alert through a channel of the configuration, and says what "
                         "the receiver answered; no daemon need run");
  command->add_option("--config", options.config, "Configuration (YAML)")->required();
  command->add_option("--department", options.department,
                      "As if it were for this department, to try its routes");
  command->add_option("CHANNEL", options.channel, "The name of a sink (its type unless it has one)")
      ->required();
  command->footer(
      "Example:\n  holdwatchctl test-alert --config /etc/holdwatch/holdwatch.yaml chat");
}

/// A command that says something of an alert to a running daemon.
CLI::App* add_remark(CLI::App& app, const std::string& name, const std::string& what,
                     remote::Remark& remark) {
  CLI::App* command = app.add_subcommand(name, what);
  command->add_option("ID", remark.alert, "The alert's id, sixteen digits")
      ->required()
      ->check(explain::problem_of_id);
  command->add_option("--server", remark.server.url, "The daemon's address")
      ->envname("HOLDWATCH_SERVER")
      ->check(remote::problem_of_server)
      ->capture_default_str();
  command->add_option("--token-file", remark.server.token_file,
                      "A file with the token that the daemon wants, where it wants one");
  command->footer(
      "The exit status is 0 when the daemon took it, 1 when it refused it, and 2 when it could not "
      "be told.");
  return command;
}

void add_acknowledge(CLI::App& app, remote::Remark& remark) {
  add_remark(app, "acknowledge", "Says that somebody has seen an alert and is on it", remark)
      ->add_option("--who", remark.who, "Who has")
      ->envname("USER");
}

CLI::App* add_verdict(CLI::App& app, const std::string& name, const std::string& what,
                      VerdictType verdict, remote::Remark& remark) {
  remark.verdict = verdict;
  return add_remark(app, name, what, remark);
}

void add_confirm(CLI::App& app, remote::Remark& remark) {
  CLI::App* command =
      add_verdict(app, "confirm", "Says what was the cause of an alert: Holdwatch learns from it",
                  VerdictType::confirmed, remark);
  CLI::Option* incident = command->add_option("INCIDENT", remark.incident, "The incident's id");
  const std::string nothing = "Nothing that was reported was the cause";
  CLI::Option* none = command->add_flag("--none", nothing)->excludes(incident);
  command->callback([incident, none] {
    if (incident->empty() && none->empty()) throw CLI::RequiredError("INCIDENT or --none");
  });
}

void add_reject(CLI::App& app, remote::Remark& remark) {
  add_verdict(app, "reject", "Says that a suspect was not the cause: Holdwatch learns from it",
              VerdictType::rejected, remark)
      ->add_option("INCIDENT", remark.incident, "The incident's id")
      ->required();
}

void add_keys(CLI::App& app, keys::Options& options) {
  CLI::App* command = app.add_subcommand("keys", "Keys for ZeroMQ's encryption (CURVE)");
  command->require_subcommand(1);
  command
      ->add_subcommand("generate",
                       "Writes a new pair: NAME.secret, for its owner only, and NAME.public")
      ->add_option("NAME", options.name, "Where to write, without the ending")
      ->required();
}

std::string version() {
  const BuildInfo build = build_info();
  return "holdwatchctl " + build.version + " (" + build.revision + ", " + build.compiler + ")";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Holdwatch's tool for operators and analysts", "holdwatchctl"};
  app.set_version_flag("--version", version());
  app.require_subcommand(1);
  replay::Options replay_options;
  report::Options report_options;
  explain::Options explain_options;
  check::Options check_options;
  JournalOptions journal_options;
  test_alert::Options test_options;
  add_replay(app, replay_options);
  add_report(app, report_options);
  add_explain(app, explain_options);
  add_check(app, check_options);
  add_journal(app, journal_options);
  add_test_alert(app, test_options);
  std::array<remote::Remark, 4> remarks;
  add_acknowledge(app, remarks[0]);
  add_confirm(app, remarks[1]);
  add_reject(app, remarks[2]);
  add_verdict(app, "false-alarm", "Says that what came was usual: it then counts as such",
              VerdictType::false_alarm, remarks[3]);
  keys::Options keys_options;
  add_keys(app, keys_options);
  CLI11_PARSE(app, argc, argv);
  if (app.got_subcommand("replay")) return replay::run(replay_options);
  if (app.got_subcommand("report")) return report::run(report_options);
  if (app.got_subcommand("explain")) return explain::run(explain_options);
  if (app.got_subcommand("journal")) return journal_options.run();
  if (app.got_subcommand("test-alert")) return test_alert::run(test_options);
  if (app.got_subcommand("keys")) return keys::generate(keys_options);
  if (app.got_subcommand("check")) return check::run(check_options);
  return remote::tell(*std::find_if(remarks.begin(), remarks.end(),
                                    [](const auto& remark) { return !remark.alert.empty(); }));
}
