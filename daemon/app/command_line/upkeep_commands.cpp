#include <memory>

#include "app/command_line/commands.h"
#include "app/journal/journal_tool.h"
#include "app/keys/keys.h"
#include "app/test_alert/test_alert.h"
#include "config/duration_text.h"

namespace holdwatch::command_line {

namespace {

constexpr const char* kGroup = "Upkeep";

std::string problem_of_duration(const std::string& text) {
  return config::parse_duration(text) ? "" : "expected a time with its unit, as 7d or 12h";
}

/// A command about one journal, whose path is told to `run`.
CLI::App* add_journal_command(CLI::App& journal, Chosen& chosen, const std::string& name,
                              const std::string& description,
                              std::function<int(const std::string&)> run) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = journal.add_subcommand(name, description);
  command->add_option("FILE", *file, "The journal")->required()->check(CLI::ExistingFile);
  command->callback([file, run, &chosen] { chosen = [file, run] { return run(*file); }; });
  return command;
}

void add_journal(CLI::App& app, Chosen& chosen) {
  CLI::App* journal = app.add_subcommand(
      "journal",
      "Looks at a daemon's journal, also while it is written; replay, report and explain "
      "read it as EVENTS");
  journal->group(kGroup)->require_subcommand(1);
  add_journal_command(*journal, chosen, "info", "What is in it", journal_tool::info);
  add_journal_command(*journal, chosen, "verify", "Reads all of it; status 1 when it is not whole",
                      journal_tool::verify);
  add_journal_command(*journal, chosen, "export", "Its events, incidents and verdicts",
                      journal_tool::export_inputs)
      ->add_option("--format")
      ->check(CLI::IsMember({"jsonl"}))
      ->default_str("jsonl");
  auto keep_for = std::make_shared<std::string>();
  add_journal_command(*journal, chosen, "prune",
                      "Drops what is old, of a journal that no daemon writes",
                      [keep_for](const std::string& file) {
                        return journal_tool::prune(file, *config::parse_duration(*keep_for));
                      })
      ->add_option("--keep-for", *keep_for, "How much stays, as 7d or 12h")
      ->required()
      ->check(problem_of_duration);
}

void add_test_alert(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<test_alert::Options>();
  CLI::App* command =
      app.add_subcommand("test-alert",
                         "Sends a test alert through a channel of the configuration, and says what "
                         "the receiver answered; no daemon need run");
  command->add_option("--config", options->config, "Configuration (YAML)")
      ->type_name("FILE")
      ->required();
  command->add_option("--department", options->department,
                      "As if it were for this department, to try its routes");
  command
      ->add_option("CHANNEL", options->channel, "The name of a sink (its type unless it has one)")
      ->required();
  command->footer(
      "Example:\n  holdwatchctl test-alert --config /etc/holdwatch/holdwatch.yaml chat");
  command->group(kGroup)->callback(
      [options, &chosen] { chosen = [options] { return test_alert::run(*options); }; });
}

void add_keys(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<keys::Options>();
  CLI::App* command = app.add_subcommand("keys", "Keys for ZeroMQ's encryption (CURVE)");
  command->group(kGroup)->require_subcommand(1);
  CLI::App* generate = command->add_subcommand(
      "generate", "Writes a new pair: NAME.secret, for its owner only, and NAME.public");
  generate->add_option("NAME", options->name, "Where to write, without the ending")->required();
  generate->callback(
      [options, &chosen] { chosen = [options] { return keys::generate(*options); }; });
}

}  // namespace

void add_upkeep_commands(CLI::App& app, Chosen& chosen) {
  add_journal(app, chosen);
  add_test_alert(app, chosen);
  add_keys(app, chosen);
}

}  // namespace holdwatch::command_line
