#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "core/state/attribute_keys.h"
#include "model/time.h"

namespace holdwatch::core {

struct RememberedCall {
  Time time;
  bool in_surge = false;  ///< joined during a surge: says nothing of what is usual
  std::array<AttributeKey, kAttributesPerCall> attributes{};

  /// A later value of the same name wins; beyond the sixth name attributes are dropped.
  void set(AttributeKey key);

  template <class Archive>
  void serialize(Archive& archive) {
    auto known = static_cast<std::uint8_t>(attributes.size() -
                                           std::count(attributes.begin(), attributes.end(), 0));
    archive(time, in_surge, known);
    for (std::size_t i = 0; i < std::min<std::size_t>(known, attributes.size()); ++i) {
      archive(attributes[i]);
    }
  }
};

/// The recent calls of one queue, oldest overwritten first: a ring that grows, up to its limit,
/// only while it would lose calls of the last two days. In the steady state it allocates nothing.
class CallMemory {
 public:
  static constexpr std::size_t kMaxCalls = 16'384;
  static constexpr Duration kKept = std::chrono::hours{48};

  /// `may_grow`: else the oldest goes, however young it is.
  CallRef add(Time t, bool may_grow = true);
  /// Null when overwritten.
  RememberedCall* find(CallRef call);
  const RememberedCall& at(CallRef call) const { return calls_[call & (calls_.size() - 1)]; }

  CallRef oldest() const { return next_ - std::min<CallRef>(next_, calls_.size()); }
  CallRef next() const { return next_; }
  /// For so many calls there is room.
  std::size_t places() const { return calls_.size(); }

  template <class Archive>
  void save(Archive& archive) const {
    archive(next_, static_cast<std::uint64_t>(calls_.size()));
    for (CallRef call = oldest(); call < next_; ++call) archive(at(call));
  }
  template <class Archive>
  void load(Archive& archive) {
    std::uint64_t room = 0;
    archive(next_, room);
    calls_.assign(room, {});
    for (CallRef call = oldest(); call < next_; ++call) archive(calls_[call & (room - 1)]);
  }

 private:
  void grow();

  std::vector<RememberedCall> calls_;  // a power of two, or empty
  CallRef next_ = 0;
};

}  // namespace holdwatch::core
