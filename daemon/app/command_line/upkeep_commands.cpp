#include <fmt/format.h>

#include <memory>

#include "app/command_line/commands.h"
#include "app/command_line/completions.h"
#include "app/journal/journal_tool.h"
#include "app/keys/keys.h"
#include "app/simulate/simulate.h"
#include "app/test_alert/test_alert.h"
#include "config/duration_text.h"

namespace holdwatch::command_line {

namespace {

constexpr const char* kUpkeep = "Upkeep";

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
  journal->group(kUpkeep)->require_subcommand(1);
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
  command->group(kUpkeep)->callback(
      [options, &chosen] { chosen = [options] { return test_alert::run(*options); }; });
}

void add_keys(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<keys::Options>();
  CLI::App* command = app.add_subcommand("keys", "Keys for ZeroMQ's encryption (CURVE)");
  command->group(kUpkeep)->require_subcommand(1);
  CLI::App* generate = command->add_subcommand(
      "generate", "Writes a new pair: NAME.secret, for its owner only, and NAME.public");
  generate->add_option("NAME", options->name, "Where to write, without the ending")->required();
  generate->callback(
      [options, &chosen] { chosen = [options] { return keys::generate(*options); }; });
}

std::string problem_of_seconds(const std::string& text) {
  return config::parse_duration(text) ? "" : "expected a time with its unit, as 30s or 10m";
}

/// An option whose value is a duration.
CLI::Option* add_duration(CLI::App& command, const std::string& name, const std::string& what,
                          const std::function<void(Duration)>& set) {
  return command
      .add_option_function<std::string>(
          name, [set](const std::string& text) { set(*config::parse_duration(text)); }, what)
      ->type_name("TIME")
      ->check(problem_of_seconds);
}

void add_simulate(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<simulate::Options>();
  CLI::App* command = app.add_subcommand(
      "simulate",
      "Publishes the demonstration's contact centre to a daemon over ZeroMQ, to try it for real");
  command->add_option("--endpoint", options->endpoint, "Where the daemon listens (its `pull`)")
      ->capture_default_str();
  command->add_flag("--bind", options->is_bound, "Listens there itself, and the daemon connects");
  command->add_flag("--pub", options->is_pub, "As a PUB socket, for a daemon that subscribes");
  command->add_option("--seed", options->seed, "Another one is another centre")
      ->capture_default_str();
  CLI::Option* speed = command
                           ->add_option("--speed", options->speed,
                                        "So many times as fast: more calls, and shorter ones")
                           ->check(CLI::Range(0.01, 10'000.0))
                           ->capture_default_str();
  add_duration(*command, "--surge-after", "When the calls of an incident begin to surge",
               [options](Duration after) { options->surge_after = after; })
      ->default_str("90s");
  add_duration(*command, "--for", "Ends by itself after that long",
               [options](Duration length) { options->length = length; });
  CLI::Option* history =
      command->add_option("--history", options->history,
                          "First writes the centre's past to this file (.gz: packed), from which "
                          "a daemon learns what is usual");
  history->type_name("FILE")->excludes(speed);
  command->add_option("--weeks", options->weeks, "How much of the past")
      ->needs(history)
      ->check(CLI::Range(1, 26))
      ->capture_default_str();
  command->footer(
      "Example: config/examples/simulate.yaml is made for the file of the first line.\n"
      "  holdwatchctl simulate --history past.jsonl.gz\n"
      "  holdwatchd --config config/examples/simulate.yaml    (in another terminal)\n"
      "  holdwatchctl top                                     (in a third one)");
  command->group("Trying it out")->callback([options, &chosen] {
    chosen = [options] { return simulate::run(*options); };
  });
}

void add_completions(CLI::App& app, Chosen& chosen) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completions", "What teaches a shell to complete this tool's command lines");
  command->add_option("SHELL", *shell, "Which one")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Examples:\n  holdwatchctl completions bash > /etc/bash_completion.d/holdwatchctl\n"
      "  holdwatchctl completions zsh > /usr/local/share/zsh/site-functions/_holdwatchctl\n"
      "  holdwatchctl completions fish > ~/.config/fish/completions/holdwatchctl.fish");
  command->group(kUpkeep)->callback([shell, &app, &chosen] {
    chosen = [shell, &app] {
      fmt::print("{}", completion_script(*shell, commands_of(app)));
      return 0;
    };
  });
}

}  // namespace

void add_upkeep_commands(CLI::App& app, Chosen& chosen) {
  add_simulate(app, chosen);
  add_journal(app, chosen);
  add_test_alert(app, chosen);
  add_keys(app, chosen);
  add_completions(app, chosen);
}

}  // namespace holdwatch::command_line
