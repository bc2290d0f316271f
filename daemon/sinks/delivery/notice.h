#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/alert.h"
#include "sinks/delivery/owner.h"
#include "sinks/outstanding.h"

namespace holdwatch {

/// A moment of the clock that only goes forward: pauses and rates are counted by it.
using Instant = std::chrono::steady_clock::time_point;

/// One thing that one receiver is to hear.
struct Notice {
  std::string key;                    ///< a newer notice with the same key takes its place
  AlertChange change;                 ///< with the status as this receiver is to see it
  std::optional<Owner> owner;         ///< whom it is for; absent: service itself
  bool is_retraction = false;         ///< the owner was told to be the suspect, and no longer is
  bool is_repeat = false;             ///< told before, and told again so that it is not forgotten
  bool may_be_known = false;          ///< a daemon before this one may have told it already
  bool is_test = false;               ///< an operator tries the channel
  Outstanding::Receipt receipt = {};  ///< kept until it has arrived
};

}  // namespace holdwatch
