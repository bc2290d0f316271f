#pragma once

#include <cstddef>

#include "model/time.h"

/// What a decoder takes at most. Everything beyond is refused and counted, never cut silently.
namespace holdwatch::wire {

inline constexpr std::size_t kMaxMessageBytes = 16 * 1024 * 1024;  ///< of JSON Lines or protobuf
inline constexpr std::size_t kMaxDocumentBytes = 1024 * 1024;      ///< a line, array or envelope
inline constexpr std::size_t kMaxTextBytes = 256;      ///< a name, an id, an attribute's value
inline constexpr std::size_t kMaxSummaryBytes = 4096;  ///< also a URL
inline constexpr std::size_t kMaxAttributes = 32;
inline constexpr std::size_t kMaxScopeValues = 10'000;
inline constexpr std::size_t kMaxNesting = 8;
inline constexpr double kMaxTalkSeconds = 1e6;
inline constexpr double kMaxAffected = 1e12;
inline constexpr std::uint32_t kMaxAgents = 1'000'000;  ///< also a position in a queue

/// Times outside these years are taken for garbage.
inline constexpr Time kEarliest = std::chrono::sys_days{std::chrono::year{1970} / 1 / 1};
inline constexpr Time kLatest = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};

constexpr bool is_plausible(Time t) {
  return t >= kEarliest && t < kLatest;
}

}  // namespace holdwatch::wire
