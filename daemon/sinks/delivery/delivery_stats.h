#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"
#include "model/time.h"

namespace holdwatch {

/// What became of the notifications of one channel.
struct ChannelFigures {
  static constexpr std::array<double, 8> kBoundsSeconds = {.005, .01, .02, .05, .1, 1, 10, 60};

  std::uint64_t attempts = 0;
  std::map<std::string, std::uint64_t> failed;  ///< attempts that failed, by reason
  WaitHistogram latency;                        ///< if delivered
};

using Channels = std::map<std::string, ChannelFigures>;  ///< by the sink's configured name

/// Counts what the alert sinks deliver, from any thread. `reason` is one of a few words. Latency is
/// from the engine's decision to the receiver's answer.
class DeliveryStats {
 public:
  /// So that the channel is seen before its first alert.
  void open(const std::string& channel);
  void delivered(const std::string& channel, Duration latency);
  void failed(const std::string& channel, std::string_view reason);

  Channels figures() const;

 private:
  mutable std::mutex mutex_;
  Channels channels_;
};

}  // namespace holdwatch
