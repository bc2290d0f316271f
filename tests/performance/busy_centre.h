#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/call_event.h"
#include "model/time.h"

namespace holdwatch {

/// What becomes of a call: it joins, is answered and ends; or gives up; or goes through whatever
/// a feed may tell of it and of its queue.
enum class Course { answered, abandoned, eventful };

/// A centre whose queues have a call in turn, each of which is over at once: its events as messages
/// for ZeroMQ. Calls have names of their own; what they are about, who calls and who answers comes
/// again and again.
class BusyCentre {
 public:
  static constexpr std::size_t kEventsPerCall = 3;  ///< of one that is answered

  explicit BusyCentre(std::size_t queues);

  /// So many calls from `from` on, a `gap` apart, in messages of `batch` events each.
  std::vector<std::string> messages(Time from, Duration gap, std::size_t calls, std::size_t batch,
                                    Course course = Course::answered);

 private:
  std::vector<std::string> queues_;
  std::uint64_t next_ = 0;
};

}  // namespace holdwatch
