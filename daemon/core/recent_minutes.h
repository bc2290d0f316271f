#pragma once

#include <algorithm>
#include <cstdint>
#include <ranges>
#include <ratio>
#include <utility>
#include <vector>

#include "model/time.h"

namespace holdwatch::core {

/// A value for each of the last `kMinutes` minutes in which something was: the others, in most
/// queues nearly all, take no room.
template <class Value, int kMinutes>
class RecentMinutes {
 public:
  using Minute = std::chrono::sys_time<std::chrono::duration<std::int32_t, std::ratio<60>>>;
  using Entry = std::pair<Minute, Value>;

  static Minute minute_of(Time t) { return std::chrono::floor<typename Minute::duration>(t); }

  /// The value of the minute that holds `t`, to be added to. Times don't go back.
  Value& at(Time t) {
    const Minute minute = minute_of(t);
    if (entries_.empty() || entries_.back().first < minute) begin(minute);
    return entries_.back().second;
  }

  /// Oldest first, from the minute of `t` on.
  auto since(Time t) const {
    const auto is_before = [](const Entry& entry, Minute minute) { return entry.first < minute; };
    return std::ranges::subrange(
        std::lower_bound(entries_.begin(), entries_.end(), minute_of(t), is_before),
        entries_.end());
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(entries_);
  }

 private:
  void begin(Minute minute) {
    const auto is_past = [&](const Entry& entry) {
      return entry.first + std::chrono::minutes{kMinutes} <= minute;
    };
    entries_.erase(entries_.begin(), std::find_if_not(entries_.begin(), entries_.end(), is_past));
    entries_.emplace_back(minute, Value{});
  }

  std::vector<Entry> entries_;  // oldest first
};

}  // namespace holdwatch::core
