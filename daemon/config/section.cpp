#include "config/section.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "config/duration_text.h"
#include "config/nearest.h"
#include "config/yaml_tree.h"

namespace holdwatch::config {

namespace {

struct File {
  std::string name;
  Node root;
  std::vector<Problem> problems;
};

template <class Number>
std::optional<Number> parse_number(const std::string& text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

/// What was found, fit for one line of a message.
void append_canonical(const Node& node, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{:?}:{}{:?}", node.key, static_cast<int>(node.kind),
                 node.text);
  out += '[';
  for (const Node& child : node.children) append_canonical(child, out);
  out += ']';
}

}  // namespace

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  std::string shown(text.substr(0, kShown));
  std::replace_if(
      shown.begin(), shown.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, '?');
  return fmt::format("'{}{}'", shown, text.size() > kShown ? "..." : "");
}

std::string to_string(const Problem& problem) {
  return problem.key.empty() ? fmt::format("{}:{}: {}", problem.file, problem.line, problem.message)
                             : fmt::format("{}:{}: {}: {}", problem.file, problem.line, problem.key,
                                           problem.message);
}

struct Section::State {
  std::shared_ptr<File> file;
  const Node* map = nullptr;  ///< null: empty
  std::string path;
  int line = 1;
  std::vector<std::string> known;  ///< keys that were asked for, in that order

  std::string path_of(std::string_view key) const {
    if (path.empty()) return std::string(key);
    return key.empty() ? path : fmt::format("{}.{}", path, key);
  }

  int line_of(std::string_view key) const {
    const Node* child = map ? map->find(key.substr(0, key.find('['))) : nullptr;
    return child ? child->line : line;
  }

  /// The child of that key, which counts as asked for; null when absent or nothing.
  const Node* ask(std::string_view key) {
    if (std::find(known.begin(), known.end(), key) == known.end()) known.emplace_back(key);
    const Node* child = map ? map->find(key) : nullptr;
    return child && child->kind != Node::Kind::nothing ? child : nullptr;
  }

  void report(int at, std::string_view key, std::string message) {
    file->problems.push_back({file->name, at, path_of(key), std::move(message)});
  }

  /// Asks for a child of that kind; another kind is a problem, and null.
  const Node* ask(std::string_view key, Node::Kind kind) {
    const Node* child = ask(key);
    if (!child || child->kind == kind) return child;
    report(child->line, key,
           fmt::format("found {}, expected {}", to_string(child->kind), to_string(kind)));
    return nullptr;
  }

  /// Asks for a text and parses it; null when absent or when it can't be parsed, which is a
  /// problem.
  template <class Value, class Parse>
  std::optional<Value> ask(std::string_view key, Parse parse, const std::string& expected) {
    const Node* child = ask(key, Node::Kind::text);
    if (!child) return std::nullopt;
    std::optional<Value> value = parse(child->text);
    if (!value) {
      report(child->line, key, fmt::format("found {}, expected {}", quoted(child->text), expected));
    }
    return value;
  }

  std::shared_ptr<State> child(const Node* node, std::string_view key) const {
    const bool is_map = node && node->kind == Node::Kind::map;
    return std::make_shared<State>(
        State{file, is_map ? node : nullptr, path_of(key), node ? node->line : line, {}});
  }
};

Section::Section(std::shared_ptr<State> state) : state_(std::move(state)) {}

Section Section::parse(std::string text, std::string file) {
  auto shared = std::make_shared<File>();
  shared->name = std::move(file);
  shared->root = parse_yaml(text, shared->name, shared->problems);
  auto state = std::make_shared<State>();
  state->map = &shared->root;
  state->file = std::move(shared);
  return Section(std::move(state));
}

std::optional<std::string> Section::optional_text(std::string_view key) {
  const Node* child = state_->ask(key, Node::Kind::text);
  return child ? std::optional(child->text) : std::nullopt;
}

std::string Section::text(std::string_view key, std::string_view default_value) {
  return optional_text(key).value_or(std::string(default_value));
}

std::string Section::required_text(std::string_view key) {
  const Node* child = state_->ask(key);
  if (!child || (child->kind == Node::Kind::text && child->text.empty())) {
    problem(key, "found nothing, expected a text");
    return {};
  }
  return optional_text(key).value_or("");
}

bool Section::flag(std::string_view key, bool default_value) {
  auto parse = [](const std::string& text) -> std::optional<bool> {
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
  };
  return state_->ask<bool>(key, parse, "true or false").value_or(default_value);
}

std::int64_t Section::whole(std::string_view key, std::int64_t default_value, std::int64_t min,
                            std::int64_t max) {
  auto parse = [&](const std::string& text) {
    auto value = parse_number<std::int64_t>(text);
    return value && *value >= min && *value <= max ? value : std::nullopt;
  };
  return state_
      ->ask<std::int64_t>(key, parse, fmt::format("a whole number from {} to {}", min, max))
      .value_or(default_value);
}

std::optional<double> Section::optional_number(std::string_view key, double min, double max) {
  auto parse = [&](const std::string& text) {
    auto value = parse_number<double>(text);
    return value && std::isfinite(*value) && *value >= min && *value <= max ? value : std::nullopt;
  };
  return state_->ask<double>(key, parse, fmt::format("a number from {} to {}", min, max));
}

double Section::number(std::string_view key, double default_value, double min, double max) {
  return optional_number(key, min, max).value_or(default_value);
}

Duration Section::duration(std::string_view key, Duration default_value, Duration min,
                           Duration max) {
  auto parse = [&](const std::string& text) {
    auto value = parse_duration(text);
    return value && *value >= min && *value <= max ? value : std::nullopt;
  };
  return state_
      ->ask<Duration>(key, parse,
                      fmt::format("a time with its unit (250ms, 60s, 15m, 3h, 2d) from {} to {}",
                                  format_duration(min), format_duration(max)))
      .value_or(default_value);
}

std::vector<std::string> Section::texts(std::string_view key) {
  const Node* child = state_->ask(key);
  if (!child) return {};
  if (child->kind == Node::Kind::text) return {child->text};
  if (!state_->ask(key, Node::Kind::list)) return {};
  std::vector<std::string> values;
  for (std::size_t i = 0; i < child->children.size(); ++i) {
    const Node& item = child->children[i];
    if (item.kind == Node::Kind::text) {
      values.push_back(item.text);
    } else {
      state_->report(item.line, fmt::format("{}[{}]", key, i),
                     fmt::format("found {}, expected a text", to_string(item.kind)));
    }
  }
  return values;
}

std::size_t Section::choice(std::string_view key, std::size_t default_index,
                            const std::vector<std::string_view>& words) {
  auto parse = [&](const std::string& text) -> std::optional<std::size_t> {
    auto word = std::find(words.begin(), words.end(), text);
    if (word == words.end()) return std::nullopt;
    return static_cast<std::size_t>(word - words.begin());
  };
  return state_->ask<std::size_t>(key, parse, fmt::format("one of {}", fmt::join(words, ", ")))
      .value_or(default_index);
}

bool Section::has(std::string_view key) const {
  const Node* child = state_->map ? state_->map->find(key) : nullptr;
  return child && child->kind != Node::Kind::nothing;
}

std::string Section::canonical(std::string_view key) const {
  std::string text;
  if (const Node* child = state_->map ? state_->map->find(key) : nullptr) {
    append_canonical(*child, text);
  }
  return text;
}

Section Section::section(std::string_view key) {
  return Section(state_->child(state_->ask(key, Node::Kind::map), key));
}

std::vector<Section> Section::list(std::string_view key) {
  const Node* items = state_->ask(key, Node::Kind::list);
  std::vector<Section> sections;
  for (std::size_t i = 0; items && i < items->children.size(); ++i) {
    const Node& item = items->children[i];
    const std::string place = fmt::format("{}[{}]", key, i);
    if (item.kind == Node::Kind::map) {
      sections.push_back(Section(state_->child(&item, place)));
    } else {
      state_->report(item.line, place,
                     fmt::format("found {}, expected a map", to_string(item.kind)));
    }
  }
  return sections;
}

std::vector<std::pair<std::string, Section>> Section::entries() {
  std::vector<std::pair<std::string, Section>> sections;
  if (!state_->map) return sections;
  for (const Node& child : state_->map->children) {
    sections.emplace_back(child.key, section(child.key));
  }
  return sections;
}

std::vector<std::pair<std::string, std::string>> Section::named_texts() {
  std::vector<std::pair<std::string, std::string>> texts;
  if (!state_->map) return texts;
  for (const Node& child : state_->map->children) {
    texts.emplace_back(child.key, required_text(child.key));
  }
  return texts;
}

void Section::problem(std::string_view key, std::string message) {
  state_->report(state_->line_of(key), key, std::move(message));
}

void Section::finish() {
  if (!state_->map) return;
  const std::vector<std::string>& known = state_->known;
  for (const Node& child : state_->map->children) {
    if (std::find(known.begin(), known.end(), child.key) != known.end()) continue;
    const std::vector<std::string> meant = nearest(child.key, known);
    problem(child.key,
            meant.empty()
                ? fmt::format("found an unknown key, expected one of {}", fmt::join(known, ", "))
                : fmt::format("found an unknown key, expected perhaps {}", meant.front()));
  }
}

std::vector<Problem> Section::problems() const {
  std::vector<Problem> sorted = state_->file->problems;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return sorted;
}

}  // namespace holdwatch::config
