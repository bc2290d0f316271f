// A key is one byte, a character in UTF-8, or an escape sequence: ESC [ parameters final (CSI), or
// ESC O final (SS3). What is not yet whole waits for the bytes behind it.
#include "app/top/key_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace holdwatch::top {

namespace {

constexpr char kEscape = '\x1b';

struct Sequence {
  std::string_view text;  ///< behind ESC [ or ESC O
  KeyKind kind;
};

constexpr Sequence kSequences[] = {{"A", KeyKind::up},       {"B", KeyKind::down},
                                   {"H", KeyKind::home},     {"F", KeyKind::end},
                                   {"1~", KeyKind::home},    {"4~", KeyKind::end},
                                   {"7~", KeyKind::home},    {"8~", KeyKind::end},
                                   {"5~", KeyKind::page_up}, {"6~", KeyKind::page_down}};

/// Bytes of the first key; 0: it isn't whole yet.
std::size_t length_of_sequence(std::string_view bytes) {
  if (bytes.size() < 2) return 0;
  if (bytes[1] == 'O') return bytes.size() < 3 ? 0 : 3;
  if (bytes[1] != '[') return 1;
  const auto final = std::find_if(bytes.begin() + 2, bytes.end(),
                                  [](char c) { return c >= '\x40' && c <= '\x7e'; });
  return final == bytes.end() ? 0 : static_cast<std::size_t>(final - bytes.begin()) + 1;
}

std::size_t length_of_character(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  const std::size_t length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return bytes.size() < length ? 0 : length;
}

std::optional<Key> key_of(std::string_view bytes) {
  if (bytes == "\x1b") return Key{KeyKind::escape, ""};
  if (bytes.front() == kEscape) {
    for (const auto& [text, kind] : kSequences) {
      if (bytes.substr(2) == text) return Key{kind, ""};
    }
    return std::nullopt;
  }
  if (bytes == "\r" || bytes == "\n") return Key{KeyKind::enter, ""};
  if (bytes == "\x7f" || bytes == "\b") return Key{KeyKind::backspace, ""};
  if (static_cast<unsigned char>(bytes.front()) < ' ') return std::nullopt;
  return Key{KeyKind::character, std::string(bytes)};
}

}  // namespace

std::vector<Key> KeyParser::feed(std::string_view bytes) {
  constexpr std::size_t kLongest = 32;
  rest_ += bytes;
  std::vector<Key> keys;
  std::string_view left = rest_;
  while (!left.empty()) {
    const std::size_t length =
        left.front() == kEscape ? length_of_sequence(left) : length_of_character(left);
    if (length == 0 && left.size() < kLongest) break;
    const std::size_t taken = length == 0 ? left.size() : length;
    if (auto key = key_of(left.substr(0, taken))) keys.push_back(*std::move(key));
    left.remove_prefix(taken);
  }
  rest_ = std::string(left);
  return keys;
}

std::vector<Key> KeyParser::give_up() {
  const std::string rest = std::exchange(rest_, "");
  if (rest == "\x1b") return {Key{KeyKind::escape, ""}};
  return {};
}

}  // namespace holdwatch::top
