#include "sinks/delivery/delivery_stats.h"

#include <algorithm>

namespace holdwatch {

void DeliveryStats::open(const std::string& channel) {
  const std::lock_guard lock(mutex_);
  channels_[channel];
}

void DeliveryStats::delivered(const std::string& channel, Duration latency) {
  constexpr const auto& kBounds = ChannelFigures::kBoundsSeconds;
  const double seconds = to_seconds(latency);
  const auto bucket = std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin();
  const std::lock_guard lock(mutex_);
  ChannelFigures& figures = channels_[channel];
  ++figures.attempts;
  ++figures.latency.counts[static_cast<std::size_t>(bucket)];
  figures.latency.sum_seconds += seconds;
}

void DeliveryStats::failed(const std::string& channel, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  ChannelFigures& figures = channels_[channel];
  ++figures.attempts;
  ++figures.failed[std::string(reason)];
}

Channels DeliveryStats::figures() const {
  const std::lock_guard lock(mutex_);
  return channels_;
}

}  // namespace holdwatch
