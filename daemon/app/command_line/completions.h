#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command_line/completion_tree.h"

namespace holdwatch::command_line {

/// The script that teaches a shell (bash, zsh or fish) the commands.
std::string completion_script(std::string_view shell, const std::vector<CommandWords>& commands);

}  // namespace holdwatch::command_line
