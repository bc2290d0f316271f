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

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode's East Asian Width W and F, in broad strokes.
constexpr Range kWide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},  {0x3041, 0xa4cf},
                           {0xac00, 0xd7a3},   {0xf900, 0xfaff},  {0xfe30, 0xfe6f},
                           {0xff00, 0xff60},   {0xffe0, 0xffe6},  {0x1f300, 0x1f64f},
                           {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
constexpr Range kJoining[] = {{0x300, 0x36f},   {0x1ab0, 0x1aff}, {0x200b, 0x200d},
                              {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};
// C0 and C1, and what steers the direction of writing.
constexpr Range kSteering[] = {{0x0, 0x1f},      {0x7f, 0x9f},     {0x200e, 0x200f},
                               {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t code) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool is_valid = true;
};

/// The first of a text that isn't empty.
Character first_of(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {'?', 1, false};
  char32_t code = lead & (0x7fU >> bytes);
  for (const char c : text.substr(1, bytes - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0U) != 0x80U) return {'?', 1, false};
    code = code << 6U | (byte & 0x3fU);
  }
  return {code, bytes};
}

std::size_t columns_of(char32_t code) {
  if (code < 0x300) return 1;
  return is_in(kWide, code) ? 2 : is_in(kJoining, code) ? 0 : 1;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    width += columns_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string clean(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character character = first_of(text);
    if (!character.is_valid) {
      result += '?';
    } else if (is_in(kSteering, character.code)) {
      result += ' ';
    } else {
      result += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  return result;
}

std::string cut(std::string_view text, std::size_t width) {
  if (width_of(text) <= width) return std::string(text);
  if (width == 0) return "";
  std::size_t bytes = 0;
  for (std::size_t used = 1; bytes < text.size();) {  // one for the ellipsis
    const Character next = first_of(text.substr(bytes));
    used += columns_of(next.code);
    if (used > width) break;
    bytes += next.bytes;
  }
  return std::string(text.substr(0, bytes)) + "…";
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
