#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/causes/source_fit.h"
#include "core/causes/suspects.h"

namespace holdwatch::core {

/// One to three suspects that together would have made a surge.
struct CauseSet {
  std::array<std::size_t, kMaxSources> members{};  ///< places in the list of suspects
  std::size_t size = 0;
  SourceFit fit;
  double probability = 0;

  std::span<const std::size_t> suspects() const { return {members.data(), size}; }
};

/// The sets worth telling, their probabilities summing to 1. `extra_calls` is a rough number of
/// extra calls to begin from.
std::vector<CauseSet> weigh_sets(const std::vector<Suspect>& suspects, const UsualCalls& usual,
                                 double extra_calls);

}  // namespace holdwatch::core
