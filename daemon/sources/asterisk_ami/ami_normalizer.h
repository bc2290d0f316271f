#pragma once

#include <optional>

#include "sources/asterisk_ami/ami_listener.h"
#include "sources/asterisk_ami/ami_mapping.h"
#include "sources/asterisk_ami/ami_message.h"
#include "sources/asterisk_ami/call_tracker.h"
#include "sources/asterisk_ami/members.h"
#include "sources/asterisk_ami/pbx_clock.h"

namespace holdwatch::asterisk_ami {

/// The ActionID of the QueueStatus that asks about all queues.
inline constexpr std::string_view kAllQueues = "holdwatch-queues";

/// Makes call events of AMI messages: pure, and the same for a connection and a recording. What it
/// knows outlives a connection, so that a list of who waits sets it right after the next.
class AmiNormalizer {
 public:
  AmiNormalizer(AmiMapping mapping, AmiListener& listener)
      : mapping_(std::move(mapping)),
        calls_(mapping_, listener),
        members_(listener),
        listener_(listener) {}
  AmiNormalizer(const AmiNormalizer&) = delete;
  AmiNormalizer& operator=(const AmiNormalizer&) = delete;

  /// `arrival` by our clock; none in a recording.
  void take(const Message& message, std::optional<Time> arrival);

  /// Time goes on without messages: `now` by our clock.
  void advance_to(Time now) { calls_.advance_to(clock_.at(now)); }

  /// The connection is lost, or the recording has come to its end.
  void disconnected() { calls_.disconnected(); }

  /// A moment of our clock on Asterisk's.
  Time now(Time ours) const { return clock_.at(ours); }

  /// Whether any message had a Timestamp.
  bool has_timestamps() const { return clock_.has_timestamps(); }

 private:
  void list_begins(const Message& message);
  void list_line(Word word, const Message& message, Time at);

  AmiMapping mapping_;
  PbxClock clock_;
  CallTracker calls_;
  Members members_;
  ListScope list_;  // that is being read
  AmiListener& listener_;
};

}  // namespace holdwatch::asterisk_ami
