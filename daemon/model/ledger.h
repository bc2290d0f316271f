#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "model/surge_account.h"

namespace holdwatch {

/// What the incidents of one category did to callers of one queue on one day; or what nothing
/// reported explains; or, when the driver is not demand, what service did itself.
struct LedgerLine {
  std::chrono::local_days day;  ///< of the surges' onset, in the centre's zone
  Driver driver = Driver::demand;
  std::string department;  ///< empty: none of the reported, or service itself
  std::string category;
  std::string queue;
  std::uint32_t surges = 0;
  Load load;
};

}  // namespace holdwatch
