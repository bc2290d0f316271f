#pragma once

#include <string>
#include <vector>

#include "model/settings.h"
#include "sources/demo/centre_plan.h"
#include "sources/demo/random.h"

namespace holdwatch::simulation {

/// How often something goes wrong: a share of all messages, or a mean time between two of a kind.
/// Each world has its own, and of each kind with some chance none at all.
struct Troubles {
  // Of messages.
  double lost = 0;
  double doubled = 0;
  double held_up = 0;  ///< overtaken by later ones, by seconds
  double late = 0;     ///< by up to hours
  double early = 0;    ///< stamped with a time ahead
  double garbled = 0;  ///< no longer what its format asks for
  double absurd = 0;   ///< well formed, but can't be meant

  // Between two; zero: never.
  Duration disconnection{};
  Duration crash{};
  Duration clean_restart{};
  Duration disk_trouble{};
  Duration damage{};
  Duration clock_step{};
  Duration suspension{};
  Duration reload{};
};

/// A contact centre, the daemon's configuration, and what befalls them, all drawn from a seed.
struct World {
  demo::Plan plan;
  Time from;  ///< when the daemon is started for the first time
  Troubles troubles;
  Duration snapshot_interval{};
  std::uint64_t snapshot_inputs = 0;
  std::uint64_t backlog_bytes = 0;
  std::uint64_t keep_bytes = 0;
  Duration keep_for{};
};

/// How long a world is planned ahead.
inline constexpr std::chrono::days kLongestWorld{60};

World make_world(std::uint64_t seed);

/// What the configuration says after `reloads` reloads.
Settings make_settings(const World& world, std::uint64_t seed, int reloads);

}  // namespace holdwatch::simulation
