#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

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
  static constexpr Duration kBlock = std::chrono::minutes{1};
  static constexpr std::int64_t kBlocks = 240;
  static constexpr Duration kReach = kBlocks * kBlock;

  /// The block of `t`, to be added to. Times may go back within the four hours.
  Tally& at(Time t) {
    const std::int64_t block = t.time_since_epoch() / kBlock;
    Slot& slot = slots_[static_cast<std::size_t>(block % kBlocks)];
    if (slot.block != block) slot = {block, {}};
    return slot.tally;
  }

  /// All blocks from the one of `from` to the one of `to`.
  Tally between(Time from, Time to) const {
    Tally sum;
    for (const Slot& slot : slots_) {
      if (slot.block >= from.time_since_epoch() / kBlock &&
          slot.block <= to.time_since_epoch() / kBlock) {
        sum += slot.tally;
      }
    }
    return sum;
  }

  /// Only the minutes in which something was.
  template <class Archive>
  void save(Archive& archive) const {
    const auto is_used = [](const Slot& slot) { return slot.block >= 0; };
    archive(static_cast<std::uint32_t>(std::count_if(slots_.begin(), slots_.end(), is_used)));
    for (const Slot& slot : slots_) {
      if (is_used(slot)) archive(slot.block, slot.tally);
    }
  }
  /// Into an empty one.
  template <class Archive>
  void load(Archive& archive) {
    std::uint32_t used = 0;
    archive(used);
    for (; used > 0; --used) {
      Slot slot;
      archive(slot.block, slot.tally);
      slots_.at(static_cast<std::size_t>(slot.block % kBlocks)) = slot;
    }
  }

 private:
  struct Slot {
    std::int64_t block = -1;
    Tally tally;
  };
  std::array<Slot, kBlocks> slots_{};
};

}  // namespace holdwatch::core
