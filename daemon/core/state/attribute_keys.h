#pragma once

#include <array>
#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/call_event.h"

namespace holdwatch::core {

/// An attribute of a call as one number: the index of its name in the top byte, a hash of its value
/// below. Comparing keys compares attributes.
using AttributeKey = std::uint64_t;
inline constexpr AttributeKey kNoAttribute = 0;

constexpr std::size_t name_of(AttributeKey key) {
  return key >> 56;
}

/// What one message says of its call: as many attributes as are remembered of a call.
inline constexpr std::size_t kAttributesPerCall = 6;
using AttributeList = boost::container::static_vector<AttributeKey, kAttributesPerCall>;

/// Turns attributes into keys, and keys of values seen lately back into text. Memory is fixed: the
/// first 31 names count, and each value's text stays until another value needs its place.
class AttributeKeys {
 public:
  static constexpr std::size_t kNames = 32;  ///< index 0 is no name

  AttributeKeys();

  /// The key of an attribute that a call carries; kNoAttribute when the value is empty or the names
  /// are used up. Remembers the text.
  AttributeKey learn(std::string_view name, std::string_view value);
  /// The keys of the first attributes that are more than an empty value.
  AttributeList learn(std::span<const Attribute> attributes);
  /// The key without remembering anything; kNoAttribute when no call carried the name so far.
  AttributeKey find(std::string_view name, std::string_view value) const;
  /// 0 when no call carried it so far.
  std::size_t find_name(std::string_view name) const;

  /// Whether any call carried any attribute so far.
  bool any() const { return names_.size() > 1; }

  const std::string& name(std::size_t index) const { return names_[index]; }
  /// Empty when forgotten, or too long to be kept.
  std::string_view text(AttributeKey key) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(names_, texts_);
  }

 private:
  struct Text {
    AttributeKey key = kNoAttribute;
    std::uint8_t length = 0;
    std::array<char, 55> characters;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(key, length, characters);
    }
  };

  void remember(AttributeKey key, std::string_view value);

  std::vector<std::string> names_;
  std::vector<Text> texts_;
};

}  // namespace holdwatch::core
