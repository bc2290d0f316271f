#pragma once

#include "core/causes/cause_finder.h"
#include "core/state/recent_tally.h"
#include "core/state/usual_burden.h"
#include "model/surge_account.h"

namespace holdwatch::core {

/// Fills in `account.total` and `account.shares`: what a surge's callers bore beyond the usual,
/// shared out like its calls. `attribution` is null unless the driver is demand.
void fill_in_load(SurgeAccount& account, const Tally& tally, const UsualBurden& usual,
                  const Attribution* attribution);

}  // namespace holdwatch::core
