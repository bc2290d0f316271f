#include "sinks/console/text_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace holdwatch::console {
namespace {

constexpr std::size_t kEighths = 8;
constexpr std::array<std::string_view, kEighths> kPartial = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

bool is_gap(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;  // continuation bytes add nothing
  }));
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  auto at = text.begin();
  while ((at = std::find_if_not(at, text.end(), is_gap)) != text.end()) {
    const auto end = std::find_if(at, text.end(), is_gap);
    const std::string_view word(at, end);
    at = end;
    if (!lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width) {
      lines.back().append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::string bar(double share, std::size_t width) {
  const double filled = std::clamp(share, 0.0, 1.0) * static_cast<double>(width * kEighths);
  const auto eighths = static_cast<std::size_t>(std::lround(filled));
  std::string text;
  for (std::size_t i = 0; i < eighths / kEighths; ++i) text += "█";
  text += kPartial[eighths % kEighths];
  text.append(width - width_of(text), ' ');
  return text;
}

std::string spell_seconds(double seconds) {
  const auto whole = std::llround(std::max(seconds, 0.0));
  if (whole < 60) return fmt::format("{}\u00a0s", whole);
  if (whole < 3600) return fmt::format("{}\u00a0min\u00a0{:02}\u00a0s", whole / 60, whole % 60);
  return fmt::format("{}\u00a0h\u00a0{:02}\u00a0min", whole / 3600, whole / 60 % 60);
}

}  // namespace holdwatch::console
