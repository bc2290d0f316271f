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
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    h = mix(h ^ word);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  return mix(h ^ rest);
}

/// For maps that are searched by view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return hash_bytes(text); }
};

}  // namespace holdwatch::core
