#pragma once

#include <span>
#include <vector>

#include "core/causes/suspects.h"
#include "core/causes/usual_shares.h"
#include "core/state/attribute_keys.h"
#include "model/settings.h"

namespace holdwatch::core {

/// What may be behind a surge that nobody reported: chance (a busy day), or incidents of any
/// category whose scope the calls themselves must show.
struct UnreportedSuspects {
  const AttributeKeys& keys;
  const ShareTable& all_shares;
  std::span<const Category> categories;
  double per_open_hour = 0;  ///< unreported causes of a queue
  double chance_per_open_hour = 0;

  /// The likeliest variants, at most `most`, each with its own share of the prior.
  std::vector<Suspect> find(const SurgeEvidence& surge, const SurgeWindow& window,
                            const OnsetSpan& span, std::size_t most) const;
};

}  // namespace holdwatch::core
