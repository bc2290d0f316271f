#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/section.h"

namespace holdwatch::config {

inline constexpr std::size_t kMaxFileBytes = 1024 * 1024;
inline constexpr std::size_t kMaxDepth = 16;

/// A value of a YAML file with the line where a person would look for it.
struct Node {
  enum class Kind : std::uint8_t { nothing, text, list, map };

  std::string key;  ///< within a map
  int line = 1;     ///< the key's in a map, else the value's own
  Kind kind = Kind::nothing;
  std::string text;
  std::vector<Node> children;  ///< of a list or a map, in file order

  /// The child of that key; null when there is none.
  const Node* find(std::string_view child_key) const;
};

/// "a text", "a list", ...: for messages.
std::string_view to_string(Node::Kind kind);

/// Reads one document whose top is a map. Anything wrong is added to `problems`; what could be
/// understood is returned (of two equal keys the first, nothing after a syntax error). Aliases,
/// more than kMaxDepth levels and more than kMaxFileBytes are refused.
Node parse_yaml(const std::string& text, const std::string& file, std::vector<Problem>& problems);

}  // namespace holdwatch::config
