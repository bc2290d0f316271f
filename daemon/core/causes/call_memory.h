#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
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

/// The recent calls of one queue: a ring of blocks, which grows, up to its limit, only while it
/// would lose calls of the last two days; else the oldest block is used again. Growing moves no
/// call: an event never waits until thousands are copied. In the steady state it allocates nothing.
class CallMemory {
 public:
  static constexpr std::size_t kMaxCalls = 16'384;
  static constexpr std::size_t kBlock = 8;  ///< calls that are forgotten together
  static constexpr Duration kKept = std::chrono::hours{48};

  /// The call next(). `may_grow`: else the oldest go, however young they are.
  RememberedCall& add(Time t, bool may_grow = true);
  /// Null when overwritten.
  RememberedCall* find(CallRef call);
  const RememberedCall& at(CallRef call) const { return (*blocks_[block_of(call)])[call % kBlock]; }

  CallRef oldest() const { return first_; }
  CallRef next() const { return next_; }
  /// For so many calls there is room.
  std::size_t places() const { return kBlock * blocks_.size(); }

  template <class Archive>
  void save(Archive& archive) const {
    archive(next_, static_cast<std::uint64_t>(next_ - first_));
    for (CallRef call = first_; call < next_; ++call) archive(at(call));
  }
  template <class Archive>
  void load(Archive& archive) {
    std::uint64_t known = 0;
    archive(next_, known);
    const CallRef oldest = next_ - std::min<CallRef>(next_, known);
    head_ = 0;
    first_ = oldest - oldest % kBlock;
    blocks_.resize((next_ - first_ + kBlock - 1) / kBlock);
    for (auto& block : blocks_) block = std::make_unique<Block>();
    for (CallRef call = oldest; call < next_; ++call) archive(place(call));
    newest_ = blocks_.empty() ? nullptr : blocks_.back().get();
  }

 private:
  using Block = std::array<RememberedCall, kBlock>;

  std::size_t block_of(CallRef call) const {
    const std::size_t index = head_ + (call - first_) / kBlock;
    return index < blocks_.size() ? index : index - blocks_.size();
  }
  /// All places are taken.
  void make_room(Time t, bool may_grow);
  RememberedCall& place(CallRef call) { return (*blocks_[block_of(call)])[call % kBlock]; }
  bool must_grow(Time t, bool may_grow) const;
  void grow();
  void forget_oldest();

  std::vector<std::unique_ptr<Block>> blocks_;  // a ring
  std::size_t head_ = 0;                        // the oldest of them
  Block* newest_ = nullptr;                     // found without a look at the ring
  CallRef first_ = 0;                           // the first call there, a multiple of kBlock
  CallRef next_ = 0;
};

}  // namespace holdwatch::core
