#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace holdwatch {

/// A name as people say it: `supply_chain` is supply chain. Where a program reads, names stay as
/// they are.
inline std::string spoken(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

}  // namespace holdwatch
