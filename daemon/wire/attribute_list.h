#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "model/call_event.h"
#include "wire/limits.h"
#include "wire/problem.h"

namespace holdwatch::wire {

/// The attributes of the event being decoded, held to their limits; used again for every event.
class AttributeList {
 public:
  void clear() { size_ = 0; }

  /// Adds one; an empty value says nothing and is left out. Refused: a name twice or none, text
  /// unfit or too long, more than kMaxAttributes.
  std::optional<Problem> add(std::string_view name, std::string_view value);

  std::span<const Attribute> all() const { return {attributes_.data(), size_}; }

 private:
  bool has(std::string_view name) const;

  std::array<Attribute, kMaxAttributes> attributes_;
  std::size_t size_ = 0;
};

}  // namespace holdwatch::wire
