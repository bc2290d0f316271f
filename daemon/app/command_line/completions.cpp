// Each script does the same three things: it finds the command among the words so far, offers what
// fits behind an option that takes a value, and else the command's own words. All that differs from
// command to command is in tables made from the real command line.
#include "app/command_line/completions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace holdwatch::command_line {

namespace {

class Script {
 public:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }
  void block(std::string_view text) { text_ += text; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// In single quotes, as bash and zsh take it.
std::string shell_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

/// In single quotes, as fish takes it.
std::string fish_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

/// A description as one short phrase.
std::string phrase(const std::string& description) {
  return description.substr(0, std::min(description.find_first_of(";:\n"), description.size()));
}

std::vector<std::string> option_names(const CommandWords& command) {
  std::vector<std::string> names;
  for (const OptionWords& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

constexpr std::string_view kBashBegin =
    R"(# bash completion for holdwatchctl, as `holdwatchctl completions bash` writes it
_holdwatchctl() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at= words= files= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${at:+$at }${COMP_WORDS[i]}" in
)";
constexpr std::string_view kBashValues = R"(        at="${at:+$at }${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at:$before" in
)";
constexpr std::string_view kBashWords = R"(    *)
      case "$at" in
)";
constexpr std::string_view kBashEnd = R"(      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ $files ]] && COMPREPLY+=($(compgen -f -- "$word"))
  return 0
}
complete -o filenames -F _holdwatchctl holdwatchctl
)";

/// `'incidents'|'incidents list'|...)`
std::string all_paths(const std::vector<CommandWords>& commands) {
  std::vector<std::string> paths;
  for (const CommandWords& command : commands) {
    if (!command.path.empty()) paths.push_back(shell_quoted(command.path));
  }
  return fmt::format("      {})", fmt::join(paths, "|"));
}

void bash_values(Script& script, const CommandWords& command) {
  for (const OptionWords& option : command.options) {
    if (!option.takes_value) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) {
      patterns.push_back(shell_quoted(command.path + ":" + name));
    }
    script.line("    {}) words={}; files={} ;;", fmt::join(patterns, "|"),
                shell_quoted(fmt::format("{}", fmt::join(option.choices, " "))),
                option.is_file ? "1" : "");
  }
}

std::string bash(const std::vector<CommandWords>& commands) {
  Script script;
  script.block(kBashBegin);
  script.line("{}", all_paths(commands));
  script.block(kBashValues);
  for (const CommandWords& command : commands) bash_values(script, command);
  script.block(kBashWords);
  for (const CommandWords& command : commands) {
    std::vector<std::string> words = command.subcommands;
    words.insert(words.end(), command.choices.begin(), command.choices.end());
    const std::vector<std::string> options = option_names(command);
    words.insert(words.end(), options.begin(), options.end());
    script.line("        {}) words={}; files={} ;;", shell_quoted(command.path),
                shell_quoted(fmt::format("{}", fmt::join(words, " "))),
                command.takes_files ? "1" : "");
  }
  script.block(kBashEnd);
  return script.take();
}

constexpr std::string_view kZshBegin = R"(#compdef holdwatchctl
# zsh completion for holdwatchctl, as `holdwatchctl completions zsh` writes it
_holdwatchctl() {
  local at= word
  for word in ${words[2,CURRENT-1]}; do
    case "${at:+$at }$word" in
)";
constexpr std::string_view kZshValues = R"(        at="${at:+$at }$word" ;;
    esac
  done
  local before=${words[CURRENT-1]}
  local -a offered
  case "$at:$before" in
)";
constexpr std::string_view kZshEnd = R"(  esac
}
if [[ $funcstack[1] == _holdwatchctl ]]; then
  _holdwatchctl "$@"
else
  compdef _holdwatchctl holdwatchctl
fi
)";

/// "name:what it is", as _describe takes it.
std::string zsh_word(const std::string& name, const std::string& description) {
  return shell_quoted(description.empty() ? name : name + ":" + phrase(description));
}

void zsh_values(Script& script, const CommandWords& command) {
  for (const OptionWords& option : command.options) {
    if (!option.takes_value) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) {
      patterns.push_back(shell_quoted(command.path + ":" + name));
    }
    std::vector<std::string> choices;
    for (const std::string& choice : option.choices) choices.push_back(shell_quoted(choice));
    const std::string action = option.is_file ? "_files"
                               : choices.empty()
                                   ? "_message " + shell_quoted(phrase(option.description))
                                   : fmt::format("compadd -- {}", fmt::join(choices, " "));
    script.line("    {}) {}; return ;;", fmt::join(patterns, "|"), action);
  }
}

void zsh_words(Script& script, const CommandWords& command,
               const std::vector<CommandWords>& commands) {
  std::vector<std::string> words;
  for (const std::string& name : command.subcommands) {
    const std::string path = command.path.empty() ? name : command.path + " " + name;
    const auto sub = std::find_if(commands.begin(), commands.end(),
                                  [&path](const auto& other) { return other.path == path; });
    words.push_back(zsh_word(name, sub == commands.end() ? "" : sub->description));
  }
  for (const std::string& choice : command.choices) words.push_back(shell_quoted(choice));
  for (const OptionWords& option : command.options) {
    for (const std::string& name : option.names) {
      words.push_back(zsh_word(name, option.description));
    }
  }
  script.line("    {}) offered=({}); _describe word offered{} ;;", shell_quoted(command.path),
              fmt::join(words, " "), command.takes_files ? "; _files" : "");
}

std::string zsh(const std::vector<CommandWords>& commands) {
  Script script;
  script.block(kZshBegin);
  script.line("{}", all_paths(commands));
  script.block(kZshValues);
  for (const CommandWords& command : commands) zsh_values(script, command);
  script.line("  esac");
  script.line("  case \"$at\" in");
  for (const CommandWords& command : commands) zsh_words(script, command, commands);
  script.block(kZshEnd);
  return script.take();
}

constexpr std::string_view kFishBegin =
    R"(# fish completion for holdwatchctl, as `holdwatchctl completions fish` writes it
function __holdwatchctl_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        set -l next (string trim "$at $word")
        if contains -- "$next" $__holdwatchctl_commands
            set at $next
        end
    end
    test "$at" = "$argv[1]"
end
complete -c holdwatchctl -f
)";

void fish_option(Script& script, const CommandWords& command, const OptionWords& option) {
  std::string names;
  for (const std::string& name : option.names) {
    names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  const std::string value =
      !option.takes_value ? ""
      : option.is_file    ? " -r -F"
      : option.choices.empty()
          ? " -x"
          : " -x -a " + fish_quoted(fmt::format("{}", fmt::join(option.choices, " ")));
  script.line("complete -c holdwatchctl -n {}{}{} -d {}",
              fish_quoted("__holdwatchctl_at " + fish_quoted(command.path)), names, value,
              fish_quoted(phrase(option.description)));
}

std::string fish(const std::vector<CommandWords>& commands) {
  Script script;
  std::vector<std::string> paths;
  for (const CommandWords& command : commands) paths.push_back(fish_quoted(command.path));
  script.block(kFishBegin);
  script.line("set -g __holdwatchctl_commands {}", fmt::join(paths, " "));
  for (const CommandWords& command : commands) {
    const std::size_t space = command.path.rfind(' ');
    const bool is_top = space == std::string::npos;
    const std::string parent = is_top ? "" : command.path.substr(0, space);
    if (!command.path.empty()) {
      script.line("complete -c holdwatchctl -n {} -a {} -d {}",
                  fish_quoted("__holdwatchctl_at " + fish_quoted(parent)),
                  command.path.substr(is_top ? 0 : space + 1),
                  fish_quoted(phrase(command.description)));
    }
    const std::string here = fish_quoted("__holdwatchctl_at " + fish_quoted(command.path));
    if (command.takes_files) script.line("complete -c holdwatchctl -n {} -F", here);
    if (!command.choices.empty()) {
      script.line("complete -c holdwatchctl -n {} -a {}", here,
                  fish_quoted(fmt::format("{}", fmt::join(command.choices, " "))));
    }
    for (const OptionWords& option : command.options) fish_option(script, command, option);
  }
  return script.take();
}

}  // namespace

std::string completion_script(std::string_view shell, const std::vector<CommandWords>& commands) {
  if (shell == "zsh") return zsh(commands);
  if (shell == "fish") return fish(commands);
  return bash(commands);
}

}  // namespace holdwatch::command_line
