#include "sinks/delivery/pace.h"

#include <algorithm>

namespace holdwatch {

void Pace::failed(Instant now, std::chrono::seconds asked, double random) {
  const std::chrono::milliseconds heeded = std::min<std::chrono::seconds>(asked, kLongestAsked);
  not_before_ = now + std::max(back_off_.next(random), heeded);
}

}  // namespace holdwatch
