#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <tl/expected.hpp>

#include "wire/problem.h"

namespace holdwatch::wire {

/// One member of a foreign record.
struct NamedText {
  std::string_view name;
  std::string_view value;
};

/// Reads one JSON object of a foreign system as names and texts: numbers and booleans as they are
/// written in JSON, each element of a list as a member of its own, `null` and what is nested left
/// out. Used again and again: it allocates only to grow.
class FlatJson {
 public:
  FlatJson();
  ~FlatJson();
  FlatJson(const FlatJson&) = delete;
  FlatJson& operator=(const FlatJson&) = delete;

  /// In the order of the text; valid until the next call.
  tl::expected<std::span<const NamedText>, Problem> read(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::wire
