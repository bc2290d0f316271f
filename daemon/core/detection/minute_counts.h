#pragma once

#include <array>
#include <cstdint>

#include "model/time.h"

namespace holdwatch::core {

/// Calls in each of the last eight hours' minutes, for the search for an onset.
class MinuteCounts {
 public:
  static constexpr int kMinutes = 480;

  void count(Time t);
  /// Calls in the minute that holds `t`; 0 when it is no longer, or not yet, kept.
  std::uint32_t at(Time t) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(counts_, last_);
  }

 private:
  static std::int64_t minute_of(Time t);

  std::array<std::uint16_t, kMinutes> counts_{};
  std::int64_t last_ = -1;  // minutes since 1970, the newest kept
};

}  // namespace holdwatch::core
