#include "sinks/delivery/quiet_hours.h"

namespace holdwatch {

bool QuietHours::let_pass(const Notice& notice, Time now) const {
  if (!told_in || notice.is_test || notice.change.kind == AlertKind::long_hold) return true;
  const auto local = zone->to_local(now);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
  const DayHours& hours = (*told_in)[std::chrono::weekday{day}.iso_encoding() - 1];
  return minute >= hours.open && minute < hours.close;
}

}  // namespace holdwatch
