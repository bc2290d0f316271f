#pragma once

#include <chrono>

#include "model/time.h"

namespace holdwatch::test {

/// The Monday on which tests begin that need no other day, in UTC.
inline constexpr Time kMonday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

/// `seconds` after ten o'clock that day.
inline Time at(int seconds) {
  return kMonday + std::chrono::hours{10} + std::chrono::seconds{seconds};
}

}  // namespace holdwatch::test
