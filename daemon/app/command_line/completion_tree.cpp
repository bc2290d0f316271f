#include "app/command_line/completion_tree.h"

namespace holdwatch::command_line {

namespace {

/// The words of a type name as CLI11 gives it for a value that is one of several: "TEXT:{a,b}".
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

bool is_file(const CLI::Option& option) {
  return option.get_type_name().find("FILE") != std::string::npos;
}

OptionWords words_of(const CLI::Option& option) {
  OptionWords words;
  for (const std::string& name : option.get_lnames()) words.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) words.names.push_back("-" + name);
  words.description = option.get_description();
  words.takes_value = option.get_expected_max() > 0;
  words.is_file = is_file(option);
  words.choices = choices_of(option);
  return words;
}

void collect(const CLI::App& app, const std::string& path, std::vector<CommandWords>& commands) {
  CommandWords command;
  command.path = path;
  command.description = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) {
      command.options.push_back(words_of(*option));
    } else {
      command.takes_files = command.takes_files || is_file(*option);
      for (std::string& choice : choices_of(*option)) command.choices.push_back(std::move(choice));
    }
  }
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subcommands) command.subcommands.push_back(sub->get_name());
  commands.push_back(std::move(command));
  for (const CLI::App* sub : subcommands) {
    collect(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), commands);
  }
}

}  // namespace

std::vector<CommandWords> commands_of(const CLI::App& app) {
  std::vector<CommandWords> commands;
  collect(app, "", commands);
  return commands;
}

}  // namespace holdwatch::command_line
