#pragma once

#include <cstdint>

namespace holdwatch::core {

/// A queue's place in the order of first sight: dense, so tables are vectors.
using QueueId = std::uint32_t;

/// A remembered call in the cause finder's recent calls of a queue; the state keeps it with the
/// visit, so that a later tag finds the call. kNoCall: not remembered.
using CallRef = std::uint64_t;
inline constexpr CallRef kNoCall = ~CallRef{0};

}  // namespace holdwatch::core
