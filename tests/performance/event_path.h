#pragma once

#include <cstdint>
#include <string_view>

#include "app/pipeline.h"
#include "support/fake_clock.h"
#include "wire/message_decoder.h"

namespace holdwatch {

/// What a message goes through in the daemon: decoder, pipeline, engine. The clock is that of the
/// events. What sources and sinks do is left out, and so is the journal.
class EventPath : private wire::Receiver {
 public:
  explicit EventPath(Time start);

  /// A turn of the event loop.
  void turn() { pipeline_.turn({}); }
  /// Time passes without a message, turn by turn.
  void pass_until(Time t);
  void take(std::string_view message) { decoder_.decode(message, *this); }

  /// Events that were accepted.
  std::uint64_t accepted() const { return accepted_; }

 private:
  void event(const CallEvent& event) override;
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection&) override {}

  FakeClock clock_;
  wire::MessageDecoder decoder_;
  Pipeline pipeline_;
  SourceIntake& source_;
  std::uint64_t accepted_ = 0;
};

/// A path whose queues have learned two days from eight to twelve, a call every two minutes in
/// each, and stand at eight of the third.
struct LearnedPath {
  static constexpr Duration kGap = std::chrono::minutes{2};  ///< of a queue's calls

  explicit LearnedPath(std::size_t queues);

  Time morning;
  EventPath path;
};

}  // namespace holdwatch
