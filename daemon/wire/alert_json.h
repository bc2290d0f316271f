#pragma once

#include <string>

#include "model/alert.h"

namespace holdwatch::wire {

/// One change of an alert as one line of JSON, without a newline: the contract's fields in the
/// contract's order, then `pattern`, `phase`, `step` and `acknowledged_by` where they apply. What
/// an alert hasn't is left out, but a cause without incident says `null`. The same change gives the
/// same bytes.
std::string to_json(const AlertChange& change);

/// What to_json() wrote, of an alert that is over: late reports and verdicts are told after its end
/// as updates.
std::string as_resolved(std::string change);

}  // namespace holdwatch::wire
