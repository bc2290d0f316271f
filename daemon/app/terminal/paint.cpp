#include "app/terminal/paint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sinks/console/text_layout.h"

namespace holdwatch::terminal {

namespace {

constexpr std::array<std::string_view, 8> kCodes = {"", "1", "2", "32", "1;33", "1;31", "35", "36"};
constexpr std::string_view kEnd = "\x1b[0m";
constexpr std::string_view kReverse = "\x1b[7m";

}  // namespace

std::string paint(std::string_view text, Tone tone, bool colour) {
  if (!colour || tone == Tone::plain || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}{}", kCodes[static_cast<std::size_t>(tone)], text, kEnd);
}

std::string plain(std::string_view line) {
  std::string result;
  for (;;) {
    const std::size_t code = line.find('\x1b');
    result += line.substr(0, code);
    const std::size_t end = line.find('m', code);
    if (code == std::string_view::npos || end == std::string_view::npos) return result;
    line.remove_prefix(end + 1);
  }
}

std::string crop(std::string_view line, std::size_t width) {
  const std::string text = plain(line);
  return console::width_of(text) <= width ? std::string(line) : console::cut(text, width);
}

std::string highlight(std::string_view line, bool colour) {
  if (!colour) return std::string(line);
  std::string result(kReverse);
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(kEnd), line.size());
    result += line.substr(0, end);
    line.remove_prefix(end);
    if (line.empty()) break;
    result.append(kEnd).append(kReverse);
    line.remove_prefix(kEnd.size());
  }
  return result.append(kEnd);
}

}  // namespace holdwatch::terminal
