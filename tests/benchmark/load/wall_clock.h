#pragma once

#include <chrono>

#include "model/time.h"

namespace holdwatch::load {

/// The machine's time, which feeder, daemon and listener share.
inline Time now() {
  return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

}  // namespace holdwatch::load
