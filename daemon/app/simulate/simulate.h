#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/time.h"

/// The demonstration's contact centre, published to a daemon over ZeroMQ.
namespace holdwatch::simulate {

struct Options {
  std::string endpoint = "tcp://127.0.0.1:9479";
  bool is_bound = false;  ///< else it connects
  bool is_pub = false;    ///< PUB instead of PUSH
  std::uint64_t seed = 1;
  double speed = 1;
  Duration surge_after = std::chrono::seconds{90};  ///< time to start a daemon
  std::optional<Duration> length;                   ///< absent: until it is interrupted
  std::optional<std::string> history;               ///< a file to write the past to
  int weeks = 4;                                    ///< of the past
};

/// Publishes until its length is over or a signal comes. Returns the exit status.
int run(const Options& options);

}  // namespace holdwatch::simulate
