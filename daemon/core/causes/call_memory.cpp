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

CallRef CallMemory::add(Time t, bool may_grow) {
  if (next_ >= calls_.size() && calls_.size() < kMaxCalls) {
    if (calls_.empty() || (may_grow && at(oldest()).time > t - kKept)) grow();
  }
  RememberedCall& call = calls_[next_ & (calls_.size() - 1)];
  call = {.time = t};
  return next_++;
}

RememberedCall* CallMemory::find(CallRef call) {
  if (call >= next_ || call < oldest()) return nullptr;
  return &calls_[call & (calls_.size() - 1)];
}

void CallMemory::grow() {
  std::vector<RememberedCall> larger(std::max<std::size_t>(16, 2 * calls_.size()));
  for (CallRef i = oldest(); i < next_; ++i) larger[i & (larger.size() - 1)] = at(i);
  calls_.swap(larger);
}

}  // namespace holdwatch::core
