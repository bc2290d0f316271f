#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/call_event.h"

namespace holdwatch::load {

/// Events that alerts come of, each in queues of their own, so that every alert has one cause.
class Probes {
 public:
  /// A caller who has waited 1.5 s, the i-th in the queue hold-i: a long hold from 1 s on.
  CallEvent long_hold(std::uint64_t i, Time now);
  /// The i-th call of surges: the queues surge-0, surge-1, ... get kCallsPerSurge each, in turn.
  CallEvent surge(std::uint64_t i, Time now);

 private:
  static constexpr std::uint64_t kCallsPerSurge = 20;

  CallEvent joined(Time time);

  std::string queue_;
  std::string call_;
};

}  // namespace holdwatch::load
