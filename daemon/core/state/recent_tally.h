#pragma once

#include <cstdint>

#include "core/recent_minutes.h"
#include "model/time.h"

namespace holdwatch::core {

/// What callers went through in a stretch of time.
struct Tally {
  std::uint32_t offered = 0;
  std::uint32_t ended = 0;       ///< waits
  std::uint32_t over_limit = 0;  ///< waits longer than the queue's long-hold limit
  std::uint32_t abandoned = 0;
  double wait_seconds = 0;  ///< of the waits that ended

  Tally& operator+=(const Tally& other) {
    offered += other.offered;
    ended += other.ended;
    over_limit += other.over_limit;
    abandoned += other.abandoned;
    wait_seconds += other.wait_seconds;
    return *this;
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(offered, ended, over_limit, abandoned, wait_seconds);
  }
};

/// The last four hours of a queue, minute by minute: enough to look back from the moment a
/// surge is seen to the moment it began.
class RecentTally {
 public:
  static constexpr Duration kReach = std::chrono::hours{4};

  /// The minute of `t`, to be added to. Times don't go back.
  Tally& at(Time t) { return minutes_.at(t); }

  /// All minutes from the one of `from` to the one of `to`.
  Tally between(Time from, Time to) const {
    Tally sum;
    for (const auto& [minute, tally] : minutes_.since(from)) {
      if (minute <= to) sum += tally;
    }
    return sum;
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(minutes_);
  }

 private:
  RecentMinutes<Tally, kReach / std::chrono::minutes{1}> minutes_;
};

}  // namespace holdwatch::core
