#include "app/rejection_log.h"

#include <spdlog/spdlog.h>

namespace holdwatch {

bool RejectionLog::is_told(Disposition reason, Time now) {
  Window& window = windows_[static_cast<std::size_t>(reason)];
  if (window.count == 0) window.opened = now;
  return ++window.count <= kTold;
}

void RejectionLog::tell(Disposition reason, std::string_view description) const {
  spdlog::warn("input refused source={} reason={} {}", source_, to_string(reason), description);
}

void RejectionLog::tick(Time now) {
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    Window& window = windows_[i];
    if (window.count == 0 || now - window.opened < kWindow) continue;
    if (window.count > kTold) {
      spdlog::warn("more input refused source={} reason={} count={}", source_,
                   to_string(static_cast<Disposition>(i)), window.count - kTold);
    }
    window.count = 0;
  }
}

}  // namespace holdwatch
