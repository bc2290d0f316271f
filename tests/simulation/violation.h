#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace holdwatch::simulation {

/// What must never be, and was.
class Violation : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws a Violation that says `what`, unless it holds.
template <class... Args>
void require(bool holds, fmt::format_string<Args...> what, Args&&... args) {
  if (!holds) throw Violation(fmt::format(what, std::forward<Args>(args)...));
}

}  // namespace holdwatch::simulation
