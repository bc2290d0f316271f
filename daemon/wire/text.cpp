#include "wire/text.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "wire/limits.h"

namespace holdwatch::wire {

namespace {

constexpr std::uint64_t repeated(std::uint8_t byte) {
  return 0x0101010101010101u * byte;
}

// Whether any of eight bytes is not printable ASCII. A byte under 0x20 borrows from its top bit,
// 0x7f carries into it; a false alarm in a neighbour only costs the slow path.
bool has_unusual(std::uint64_t eight) {
  return (((eight - repeated(0x20)) | (eight + repeated(0x01)) | eight) & repeated(0x80)) != 0;
}

std::uint64_t eight_at(const char* p) {
  std::uint64_t eight;
  std::memcpy(&eight, p, 8);
  return eight;
}

bool is_printable_ascii(std::string_view text) {
  const char* p = text.data();
  std::size_t left = text.size();
  for (; left >= 8; p += 8, left -= 8) {
    if (has_unusual(eight_at(p))) return false;
  }
  if (left > 0 && text.size() > 8) return !has_unusual(eight_at(p + left - 8));
  return std::all_of(p, p + left, [](char c) { return c >= ' ' && c < '\x7f'; });
}

bool is_control(char c) {
  return (c >= '\0' && c < ' ') || c == '\x7f';
}

}  // namespace

bool is_utf8(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size());
}

bool is_clean(std::string_view text) {
  if (is_printable_ascii(text)) return true;
  return std::none_of(text.begin(), text.end(), is_control) && is_utf8(text);
}

bool is_fit(std::string_view text) {
  return text.size() <= kMaxTextBytes && is_clean(text);
}

std::optional<Problem> check_text(std::string_view text, std::string_view what) {
  if (text.size() > kMaxTextBytes) {
    return Problem{Disposition::oversized,
                   fmt::format("{}: {} bytes, at most {} are taken: {}", what, text.size(),
                               kMaxTextBytes, excerpt(text))};
  }
  if (is_clean(text)) return std::nullopt;
  if (!is_utf8(text)) {
    return Problem{Disposition::malformed,
                   fmt::format("{}: invalid UTF-8 in {}", what, excerpt(text))};
  }
  return Problem{Disposition::invalid_value,
                 fmt::format("{}: control character in {}", what, excerpt(text))};
}

}  // namespace holdwatch::wire
