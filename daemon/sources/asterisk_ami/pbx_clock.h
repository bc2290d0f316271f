#pragma once

#include <optional>

#include "model/time.h"
#include "sources/asterisk_ami/ami_message.h"

namespace holdwatch::asterisk_ami {

/// When things happened by Asterisk's own clock, which may be off ours. An event's Timestamp tells;
/// it also tells how far the clocks are apart, so that what has none (replies, or everything with
/// timestampevents=no) is put at its arrival on the same clock.
class PbxClock {
 public:
  /// `arrival` by our clock; none for a recording, where the latest Timestamp takes its place.
  /// Nothing when the message has no time and there was none before.
  std::optional<Time> time_of(const Message& message, std::optional<Time> arrival);

  /// A moment of our clock on Asterisk's.
  Time at(Time ours) const { return ours + skew_; }

  /// Whether any message had a Timestamp.
  bool has_timestamps() const { return latest_.has_value(); }

 private:
  std::optional<Time> latest_;
  Duration skew_{};
};

/// `1795289011.145050`: seconds and microseconds since the epoch.
std::optional<Time> parse_timestamp(std::string_view text);

}  // namespace holdwatch::asterisk_ami
