#pragma once

#include "app/clock.h"

namespace holdwatch::simulation {

/// The world's time, which only goes on, and the daemon's clock, which people set.
class SimulatedClock final : public Clock {
 public:
  Time now() const override { return world + off; }

  Time world;
  Duration off{};  ///< how far the daemon's clock is ahead
};

}  // namespace holdwatch::simulation
