#pragma once

#include <chrono>
#include <string>

#include "app/top/board.h"
#include "unit/app/remote/sample_answers.h"

namespace holdwatch::test {

/// 14:08:11 UTC by our own clock, which is that of the daemon.
inline constexpr Time kOurs = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} +
                              std::chrono::hours{14} + std::chrono::minutes{8} +
                              std::chrono::seconds{11};

inline net::ServerEvent hello() {
  return {"hello", "",
          R"({"time":"2026-03-03T14:08:11Z","zone":"Europe/Berlin","version":"0.1.0"})"};
}

/// The sample answers as the stream tells them.
inline top::Board sample_board() {
  top::Board board;
  board.take(hello(), kOurs);
  board.take({"queues", "", kQueuesAnswer}, kOurs);
  board.take({"surges", "", kSurgesAnswer}, kOurs);
  board.take({"feeds", "", kFeedsAnswer}, kOurs);
  board.take({"departments", "", kDepartmentsAnswer}, kOurs);
  board.take({"incidents", "", kIncidentsAnswer}, kOurs);
  board.take({"abandoned", "", kAbandonedAnswer}, kOurs);
  return board;
}

}  // namespace holdwatch::test
