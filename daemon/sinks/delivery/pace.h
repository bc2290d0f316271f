#pragma once

#include "model/time.h"
#include "net/back_off.h"
#include "sinks/delivery/notice.h"

namespace holdwatch {

/// When the next message to one receiver may go: no faster than its rate, and after a failure not
/// before a pause that grows, or as long as the receiver asks for. Pure: time is an argument.
class Pace {
 public:
  static constexpr std::chrono::milliseconds kFirstPause{1'000};
  static constexpr std::chrono::milliseconds kLongestPause{60'000};
  static constexpr std::chrono::hours kLongestAsked{1};  ///< of what a receiver asks for
  static constexpr Duration kBurst = std::chrono::seconds{10};

  /// A burst may take what ten seconds allow, and at least one.
  explicit Pace(int messages_per_minute)
      : spacing_(Duration{std::chrono::minutes{1}} / messages_per_minute) {}

  /// Not before.
  Instant ready_at() const { return std::max(not_before_, next_slot_ - kBurst); }

  void sent(Instant now) { next_slot_ = std::max(next_slot_, now) + spacing_; }
  void succeeded() { back_off_.reset(); }
  /// `asked` is the receiver's Retry-After, or zero; `random` is in [0, 1).
  void failed(Instant now, std::chrono::seconds asked, double random);

 private:
  Duration spacing_;
  Instant next_slot_{};  // if messages kept their distance, the next would go then
  Instant not_before_{};
  net::BackOff back_off_{kFirstPause, kLongestPause};
};

}  // namespace holdwatch
