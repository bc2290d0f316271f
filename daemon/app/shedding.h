#pragma once

#include <array>
#include <chrono>
#include <optional>

#include "model/call_event.h"
#include "model/health.h"
#include "model/time.h"

namespace holdwatch {

/// What of a feed is left out while it brings more than can be taken: the longer it has been
/// behind, the more, beginning with what matters least. Incidents, verdicts and acknowledgements
/// are none of its business: they are always taken. Values and time in, a decision out.
class Shedding {
 public:
  /// How long a feed may be behind before a kind is left out, too. A ZeroMQ queue of 100,000
  /// messages is full soon after, and then loses whatever comes.
  static constexpr std::array<Duration, kSheds> kPatience = {
      std::chrono::milliseconds{250}, std::chrono::milliseconds{500},
      std::chrono::milliseconds{750}, std::chrono::milliseconds{1000}};
  /// A turn that seems to take longer is the machine's doing (suspended, stopped), or a clock's
  /// that was set: it says nothing of how much comes.
  static constexpr Duration kLongestTurn = std::chrono::milliseconds{50};

  /// The feed's turn ended at `now`; `is_all`: nothing was left waiting.
  void took(bool is_all, Time now);

  /// For how long work has gone on since nothing was left waiting.
  Duration behind() const { return behind_; }

  /// As what an event that comes now is left out; nullopt: it is taken.
  std::optional<Shed> leaves_out(const CallEvent& event) const;

 private:
  Duration behind_{};
  std::optional<Time> last_turn_;  ///< none: it left nothing waiting
};

}  // namespace holdwatch
