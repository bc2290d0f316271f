#pragma once

#include <cstdint>

#include "core/recent_minutes.h"
#include "model/time.h"

namespace holdwatch::core {

/// Calls in each of the last eight hours' minutes, for the search for an onset.
class MinuteCounts {
 public:
  static constexpr int kMinutes = 480;

  void count(Time t) { ++counts_.at(t); }
  /// Calls in the minute that holds `t`.
  std::uint32_t at(Time t) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(counts_);
  }

 private:
  RecentMinutes<std::uint32_t, kMinutes> counts_;
};

}  // namespace holdwatch::core
