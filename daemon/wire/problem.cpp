#include "wire/problem.h"

#include <fmt/format.h>

#include <iterator>

namespace holdwatch::wire {

namespace {

constexpr std::size_t kExcerptBytes = 80;

}  // namespace

std::string excerpt(std::string_view bytes) {
  std::string out = "`";
  for (const char c : bytes.substr(0, kExcerptBytes)) {
    const bool plain = c >= ' ' && c < '\x7f';
    if (plain) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  out += bytes.size() > kExcerptBytes ? "`..." : "`";
  return out;
}

}  // namespace holdwatch::wire
