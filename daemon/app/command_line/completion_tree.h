#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace holdwatch::command_line {

/// What a shell may offer as an option: its name, and what comes behind it.
struct OptionWords {
  std::vector<std::string> names;  ///< with their dashes
  std::string description;
  bool takes_value = false;
  bool is_file = false;
  std::vector<std::string> choices;  ///< of the value; empty: any
};

/// What a shell may offer behind one command.
struct CommandWords {
  std::string path;  ///< "incidents report"; empty: the program itself
  std::string description;
  std::vector<std::string> subcommands;
  std::vector<OptionWords> options;
  bool takes_files = false;
  std::vector<std::string> choices;  ///< of its argument
};

/// All commands below `app` as they really are, itself first, in the order of --help.
std::vector<CommandWords> commands_of(const CLI::App& app);

}  // namespace holdwatch::command_line
