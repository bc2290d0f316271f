#pragma once

#include <cstdint>
#include <optional>

#include "model/time.h"

namespace holdwatch::core {

/// Who waits in a queue at a moment, as the state sees it.
struct Waiting {
  std::uint32_t callers = 0;
  std::optional<Time> oldest;  ///< when the longest-waiting caller joined
};

}  // namespace holdwatch::core
