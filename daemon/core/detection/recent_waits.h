#pragma once

#include <array>
#include <cstdint>

#include "model/time.h"

namespace holdwatch::core {

/// What became of the callers of about the last quarter of an hour.
struct WaitCounts {
  std::uint32_t ended = 0;
  std::uint32_t bad = 0;    ///< waited over the limit, or gave up
  std::uint32_t brief = 0;  ///< hung up, or were done, within seconds
};

/// Counts by minute, kept for a quarter of an hour.
class RecentWaits {
 public:
  void wait_ended(Time t, bool bad, bool brief);
  void talk_ended(Time t, bool brief);
  /// Over the fifteen whole minutes before `t` and the minute of `t` itself.
  WaitCounts counts(Time t) const;

 private:
  static constexpr int kMinutes = 16;

  WaitCounts& minute(Time t);

  std::array<WaitCounts, kMinutes> minutes_{};
  std::int64_t last_ = -1;
};

}  // namespace holdwatch::core
