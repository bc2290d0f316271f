#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/time.h"

namespace holdwatch::config {

/// One complaint about the configuration.
struct Problem {
  std::string file;
  int line = 0;         ///< from 1
  std::string key;      ///< dotted path, e.g. sources[0].pull
  std::string message;  ///< what was found, what was expected
};

/// `file:line: key: message`
std::string to_string(const Problem& problem);

/// A text as messages show what was found: in quotes, on one line, not too long.
std::string quoted(std::string_view text);

/// A map of the configuration file, read key by key. Each reader gives the value or the default;
/// what is wrong is collected with its line, never thrown, so that all errors are told at once.
/// Keys that were never asked for are errors too (`finish`), with the nearest known key named.
/// Copies share one state.
class Section {
 public:
  /// Parses text; a syntax error is a problem and gives an empty section. Duplicate keys are
  /// problems.
  static Section parse(std::string text, std::string file);

  std::string text(std::string_view key, std::string_view default_value);
  std::optional<std::string> optional_text(std::string_view key);
  /// Absence is a problem, and so is an empty text; then the result is empty.
  std::string required_text(std::string_view key);
  bool flag(std::string_view key, bool default_value);
  std::int64_t whole(std::string_view key, std::int64_t default_value, std::int64_t min,
                     std::int64_t max);
  double number(std::string_view key, double default_value, double min, double max);
  std::optional<double> optional_number(std::string_view key, double min, double max);
  /// `250ms`, `60s`, `15m`, `3h`, `2d`; a bare number is a problem (it has no unit).
  Duration duration(std::string_view key, Duration default_value, Duration min, Duration max);
  /// A list of texts; one text alone is a list of one.
  std::vector<std::string> texts(std::string_view key);
  /// One of `words`; returns its index.
  std::size_t choice(std::string_view key, std::size_t default_index,
                     const std::vector<std::string_view>& words);

  bool has(std::string_view key) const;
  /// What stands under `key` as text, equal for equal values whatever their layout; empty when
  /// absent. For finding out what a reload changed.
  std::string canonical(std::string_view key) const;
  /// The map under `key`; empty when absent.
  Section section(std::string_view key);
  /// The maps in the list under `key`.
  std::vector<Section> list(std::string_view key);
  /// The maps under each key of this one, in file order: for maps whose keys are names.
  std::vector<std::pair<std::string, Section>> entries();
  /// The same for a map of texts; an empty text is a problem.
  std::vector<std::pair<std::string, std::string>> named_texts();

  /// Adds a problem at `key` (at the section itself when it is empty or absent).
  void problem(std::string_view key, std::string message);
  /// Reports every key that no reader asked for. Called once, after the last reader, by whoever
  /// reads this section.
  void finish();

  /// All problems of the file so far, by line.
  std::vector<Problem> problems() const;

 private:
  struct State;
  explicit Section(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace holdwatch::config
