#pragma once

#include <cstdint>

#include "core/recent_minutes.h"
#include "model/time.h"

namespace holdwatch::core {

/// What became of the callers of the last minutes.
struct WaitCounts {
  std::uint32_t ended = 0;
  std::uint32_t bad = 0;    ///< waited over the limit, or gave up
  std::uint32_t brief = 0;  ///< hung up, or were done, within seconds
  double minutes = 0;       ///< that they waited, together

  template <class Archive>
  void serialize(Archive& archive) {
    archive(ended, bad, brief, minutes);
  }
};

/// Counts by minute, kept for half an hour.
class RecentWaits {
 public:
  void wait_ended(Time t, Duration wait, bool bad, bool brief);
  void talk_ended(Time t, bool brief);
  /// Over so many whole minutes before `t`, 30 at most, and the minute of `t` itself.
  WaitCounts counts(Time t, int minutes = 15) const;

  /// False when counts() over the same time would count nobody as bad: the usual case, told
  /// cheaply.
  bool may_be_bad(Time t, int minutes = 15) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(minutes_, last_bad_);
  }

 private:
  using Minutes = RecentMinutes<WaitCounts, 31>;

  Minutes minutes_;
  Minutes::Minute last_bad_{};  // nobody since then is
};

}  // namespace holdwatch::core
