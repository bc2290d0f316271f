#include "core/causes/call_memory.h"

namespace holdwatch::core {

void RememberedCall::set(AttributeKey key) {
  if (key == kNoAttribute) return;
  for (AttributeKey& place : attributes) {
    if (place == kNoAttribute || name_of(place) == name_of(key)) {
      place = key;
      return;
    }
  }
}

RememberedCall& CallMemory::add(Time t, bool may_grow) {
  if (next_ % kBlock == 0) make_room(t, may_grow);
  RememberedCall& call = (*newest_)[next_ % kBlock];
  call = {.time = t};
  ++next_;
  return call;
}

void CallMemory::make_room(Time t, bool may_grow) {
  must_grow(t, may_grow) ? grow() : forget_oldest();
  newest_ = blocks_[block_of(next_)].get();
}

RememberedCall* CallMemory::find(CallRef call) {
  return call >= next_ || call < first_ ? nullptr : &place(call);
}

/// Of two blocks one is always full of calls.
bool CallMemory::must_grow(Time t, bool may_grow) const {
  if (blocks_.size() < 2) return true;
  return may_grow && places() < kMaxCalls && at(first_ + kBlock - 1).time > t - kKept;
}

/// By a block behind the newest, which is before the oldest.
void CallMemory::grow() {
  const std::size_t place = head_ == 0 ? blocks_.size() : head_++;
  blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(place), std::make_unique<Block>());
}

void CallMemory::forget_oldest() {
  head_ = (head_ + 1) % blocks_.size();
  first_ += kBlock;
}

}  // namespace holdwatch::core
