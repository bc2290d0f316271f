#include "core/detection/calendar.h"

#include <algorithm>
#include <chrono>

namespace holdwatch::core {

namespace {

bool is_month_turn(int day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const std::chrono::year_month_day_last last{date.year(), date.month() / std::chrono::last};
  return date.day() == std::chrono::day{1} || date.day() == last.day();
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
