#include "core/state/attribute_keys.h"

#include <cstring>

namespace holdwatch::core {

namespace {

constexpr std::size_t kTexts = 16'384;  // a power of two: the low bits of a key are its place

/// FNV-1a with a final mix, so that the low bits depend on every character.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  h ^= h >> 32;
  h *= 0x9E3779B97F4A7C15ULL;
  return h ^ (h >> 29);
}

AttributeKey make_key(std::size_t name, std::string_view value) {
  if (name == 0 || value.empty()) return kNoAttribute;
  return (static_cast<AttributeKey>(name) << 56) | (hash(value) >> 8);
}

}  // namespace

AttributeKeys::AttributeKeys() : names_(1), texts_(kTexts) {
  names_.reserve(kNames);
}

AttributeKey AttributeKeys::learn(std::string_view name, std::string_view value) {
  std::size_t index = find_name(name);
  if (index == 0 && names_.size() < kNames) {
    index = names_.size();
    names_.emplace_back(name);
  }
  const AttributeKey key = make_key(index, value);
  if (key != kNoAttribute) remember(key, value);
  return key;
}

AttributeList AttributeKeys::learn(std::span<const Attribute> attributes) {
  AttributeList keys;
  for (const Attribute& a : attributes) {
    if (keys.size() == keys.capacity()) break;
    const AttributeKey key = learn(a.name, a.value);
    if (key != kNoAttribute) keys.push_back(key);
  }
  return keys;
}

AttributeKey AttributeKeys::find(std::string_view name, std::string_view value) const {
  return make_key(find_name(name), value);
}

std::size_t AttributeKeys::find_name(std::string_view name) const {
  for (std::size_t i = 1; i < names_.size(); ++i) {
    if (names_[i] == name) return i;
  }
  return 0;
}

void AttributeKeys::remember(AttributeKey key, std::string_view value) {
  Text& place = texts_[key % kTexts];
  if (place.key == key || value.size() > place.characters.size()) return;
  place.key = key;
  place.length = static_cast<std::uint8_t>(value.size());
  std::memcpy(place.characters.data(), value.data(), value.size());
}

std::string_view AttributeKeys::text(AttributeKey key) const {
  const Text& place = texts_[key % kTexts];
  if (place.key != key) return {};
  return {place.characters.data(), place.length};
}

}  // namespace holdwatch::core
