#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace holdwatch::fuzz {

/// Ends the run, with a trace, when a promise is broken.
inline void check(bool kept) {
  if (!kept) std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace holdwatch::fuzz
