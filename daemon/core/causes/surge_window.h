#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <vector>

#include "core/causes/call_memory.h"
#include "core/causes/cause_finder.h"
#include "core/causes/usual_shares.h"

namespace holdwatch::core {

/// The distinct values of one attribute name among a window's calls, and which call has which.
struct AttributeColumn {
  std::size_t name = 0;
  std::vector<std::uint32_t> value;  ///< per call: a place in `keys`; 0 when missing
  std::vector<AttributeKey> keys;    ///< keys[0] is none
  std::vector<double> usual;         ///< usual share of each of them
  double known = 0;                  ///< calls that carry the name
  double coverage = 1;               ///< usual share of calls that do
};

/// The calls of a surge as evidence: when each came against what was expected then, and its
/// attributes column by column. Long windows are thinned evenly, so that their cost is bounded.
struct SurgeWindow {
  Time from;
  Time to;
  std::vector<float> profile{};  ///< per call: density of extra calls over the expected intensity
  std::vector<Time> times{};     ///< per call
  double expected = 0;           ///< calls, without any surge
  double open_minutes = 0;
  double thinning = 1;  ///< each call here stands for so many
  std::vector<AttributeColumn> columns{};
  boost::unordered_flat_map<AttributeKey, std::uint32_t> places{};  ///< of each key in its column

  std::size_t calls() const { return profile.size(); }
  /// Null when no call carries the name.
  const AttributeColumn* column(std::size_t name) const;
  /// In its column; 0 when no call carries the key.
  std::uint32_t place(AttributeKey key) const;
};

SurgeWindow make_window(const SurgeEvidence& surge, Time now, const CallMemory& calls,
                        const ShareTable& queue_shares, const ShareTable& all_shares,
                        double one_call);

}  // namespace holdwatch::core
