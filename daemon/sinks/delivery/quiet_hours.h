#pragma once

#include <memory>
#include <optional>

#include "model/settings.h"
#include "model/time.h"
#include "model/zone.h"
#include "sinks/delivery/notice.h"

namespace holdwatch {

/// When a receiver is left in peace: what comes outside its hours is told when they begin, if it is
/// still true then. Long holds and tests know no quiet.
struct QuietHours {
  std::optional<WeekHours> told_in;  ///< absent: always
  std::shared_ptr<const Zone> zone = std::make_shared<const Zone>();

  bool let_pass(const Notice& notice, Time now) const;
};

}  // namespace holdwatch
