#include "core/detection/calendar.h"

#include <algorithm>
#include <chrono>

namespace holdwatch::core {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

bool is_weekend(sys_days date) {
  return std::chrono::weekday{date}.iso_encoding() > 5;
}

// From a month's last weekday to the first of the next: where payments fall that fall due on a
// weekend.
bool is_month_turn(int day) {
  sys_days before = sys_days{days{day}} - days{1};
  while (is_weekend(before)) before -= days{1};
  sys_days after = sys_days{days{day}} + days{1};
  while (is_weekend(after)) after += days{1};
  return std::chrono::year_month_day{before}.month() != std::chrono::year_month_day{after}.month();
}

}  // namespace

Calendar::Calendar(const std::vector<Holiday>& holidays) {
  for (const Holiday& holiday : holidays) {
    const std::chrono::sys_days date{holiday.date};
    holidays_.push_back(static_cast<int>(date.time_since_epoch().count()));
  }
  std::sort(holidays_.begin(), holidays_.end());
}

DayKind Calendar::kind(int day) const {
  if (is_holiday(day)) return DayKind::holiday;
  if (is_holiday(day - 1)) return DayKind::after_holiday;
  return is_month_turn(day) ? DayKind::month_turn : DayKind::ordinary;
}

bool Calendar::is_holiday(int day) const {
  return std::binary_search(holidays_.begin(), holidays_.end(), day);
}

}  // namespace holdwatch::core
