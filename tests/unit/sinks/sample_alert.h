#pragma once

#include <chrono>

#include "model/alert.h"

namespace holdwatch::test {

/// A demand surge with one suspect, firing.
inline AlertChange sample_alert() {
  using namespace std::chrono_literals;
  const Time opened = std::chrono::sys_days{std::chrono::year{2026} / 2 / 2} + 9h + 5min;
  AlertChange change;
  change.time = opened + 1min;
  change.id = "5f2c";
  change.queue = "orders";
  change.severity = Severity::critical;
  change.opened = opened;
  change.onset = TimeEstimate{opened - 8min, opened - 11min, opened - 6min};
  change.driver = Driver::demand;
  change.excess_calls = Estimate{38.26, 29, 47};
  change.waiting = 12;
  change.longest_wait_seconds = 252;
  change.expected_wait_seconds = 180;
  change.causes = {
      {"INC-7", "supply_chain", "backorder", 0.87, {33.3, 25, 41}, "SKU-0042 is named"},
      {{}, {}, {}, 0.13, {5, 4, 6}, "calls name nothing that was reported"}};
  change.story = "A caller waited 4 min 12 s about SKU-0042 and gave up.";
  change.data = "38 calls beyond the usual since 08:57.";
  change.request = "Tell customers of SKU-0042 a date of delivery today.";
  return change;
}

}  // namespace holdwatch::test
