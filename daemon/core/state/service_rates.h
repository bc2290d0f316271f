#pragma once

#include <cstdint>
#include <optional>

#include "model/time.h"

namespace holdwatch::core {

/// How fast a queue's agents work and how patient its callers are, from the last thousand or so
/// conversations and waits; and what that means for the next caller.
class ServiceRates {
 public:
  void talk_ended(Duration talk);
  void wait_ended(Duration wait, bool abandoned);

  /// Mean wait of a caller who joins behind `waiting` others while `agents` serve, under Erlang A:
  /// sum over i = 0..waiting of 1 / (agents mu + i theta), with theta, the abandonment rate, from
  /// the censored waits (abandonments / total waiting time). Nullopt while too little is known.
  std::optional<double> expected_wait_seconds(std::uint32_t waiting, double agents) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(talks_, talk_seconds_, abandoned_, wait_seconds_);
  }

 private:
  double talks_ = 0;
  double talk_seconds_ = 0;
  double abandoned_ = 0;
  double wait_seconds_ = 0;
};

}  // namespace holdwatch::core
