#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/zmq_curve.h"

namespace holdwatch::net {

enum class ZmqPattern : std::uint8_t { sub, pull, pub, push, router };

struct ZmqOptions {
  ZmqPattern pattern = ZmqPattern::pull;
  std::vector<std::string> endpoints;
  bool bind = true;                 ///< else connect
  std::vector<std::string> topics;  ///< of sub: prefixes; everything when empty
  int high_water_mark = 100'000;    ///< messages kept for, or from, each peer
  /// A peer that announces a longer frame is disconnected.
  std::int64_t max_frame_bytes = 64 * 1024 * 1024;
  std::chrono::milliseconds linger{0};  ///< how long the end waits for messages to get out
  std::optional<ZmqCurve> curve;        ///< nullopt: neither encrypted nor guarded
};

}  // namespace holdwatch::net
