#pragma once

#include "model/time.h"

namespace holdwatch::core {

/// The first whole multiple of `period` after `t`, counted from the Unix epoch: where evaluations
/// fall, whatever the timers did.
inline Time next_multiple(Time t, Duration period) {
  return Time{(t.time_since_epoch() / period + 1) * period};
}

}  // namespace holdwatch::core
