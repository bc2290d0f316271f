#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace holdwatch::report {

/// Whole days of the centre's zone, the last one included.
struct Period {
  std::chrono::local_days first;
  std::chrono::local_days last;

  bool contains(std::chrono::local_days day) const { return first <= day && day <= last; }
};

/// `2026-03-02`; nullopt when it is no day of the calendar.
std::optional<std::chrono::local_days> parse_day(std::string_view text);

/// Whether `text` is a day or a number of days or weeks, `7d` or `4w`: empty when it is, else what
/// is wrong with it.
std::string problem_of_since(const std::string& text);
std::string problem_of_day(const std::string& text);

/// The period from `since` to `until`, both valid; `until` is `last_seen` when it is not given. A
/// number of days ends with the last day. Throws std::runtime_error when it would end before it
/// begins.
Period period_of(const std::string& since, const std::optional<std::string>& until,
                 std::chrono::local_days last_seen);

/// `2026-03-02`, and `Mon 2 Mar`.
std::string iso_date(std::chrono::local_days day);
std::string short_date(std::chrono::local_days day);
/// The Monday of its week.
std::chrono::local_days week_of(std::chrono::local_days day);

}  // namespace holdwatch::report
