#pragma once

#include <chrono>

#include "core/ids.h"
#include "model/time.h"

namespace holdwatch::core {

/// Where the stories of these tests begin, and the queue that they are about.
inline constexpr Time kStart = std::chrono::sys_days{std::chrono::year{2026} / 2 / 2};
inline constexpr QueueId kOrders = 0;

}  // namespace holdwatch::core
