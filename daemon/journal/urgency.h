#pragma once

#include <cstdint>

namespace holdwatch::journal {

/// How soon what was put should be written.
enum class Urgency : std::uint8_t {
  none,     ///< there is nothing
  some,     ///< within `commit_interval`
  at_once,  ///< somebody waits for it, it is much, or a snapshot is being written
};

}  // namespace holdwatch::journal
