#include "probes.h"

#include <fmt/format.h>

namespace holdwatch::load {

CallEvent Probes::long_hold(std::uint64_t i, Time now) {
  queue_ = fmt::format("hold-{:06}", i);
  call_ = fmt::format("hold-{}", i);
  return joined(now - std::chrono::milliseconds{1500});
}

CallEvent Probes::surge(std::uint64_t i, Time now) {
  queue_ = fmt::format("surge-{:06}", i / kCallsPerSurge);
  call_ = fmt::format("surge-{}", i);
  return joined(now);
}

CallEvent Probes::joined(Time time) {
  CallEvent event;
  event.time = time;
  event.type = EventType::joined;
  event.queue = queue_;
  event.call = call_;
  return event;
}

}  // namespace holdwatch::load
