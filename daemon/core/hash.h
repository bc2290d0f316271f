#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace holdwatch::core {

/// Mixes all bits of x into all bits of the result (the finaliser of MurmurHash3).
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

/// The same on every machine and in every run: alert ids are made of it. Not for secrets.
inline std::uint64_t hash_bytes(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t h = mix(seed ^ (text.size() * 0x9e3779b97f4a7c15ULL));
  const char* p = text.data();
  std::size_t left = text.size();
  for (; left >= 8; p += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    h = mix(h ^ word);
  }
  std::uint64_t rest = 0;
  if (left > 0 && text.size() > 8) {  // the last eight bytes, less those that were mixed in
    std::memcpy(&rest, p + left - 8, 8);
    rest >>= 8 * (8 - left);
  } else {
    std::memcpy(&rest, p, left);
  }
  return mix(h ^ rest);
}

/// For maps that are searched by view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return hash_bytes(text); }
};

}  // namespace holdwatch::core
