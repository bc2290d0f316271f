#include "app/report/period.h"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace holdwatch::report {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr int kMostDays = 3'660;

/// The whole of `text` as a number without a sign.
std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || text.empty() || text[0] == '-') return std::nullopt;
  return value;
}

/// Of `7d` or `4w`.
std::optional<days> parse_days(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto count = number(text.substr(0, text.size() - 1));
  const int each = text.back() == 'd' ? 1 : text.back() == 'w' ? 7 : 0;
  if (!count || each == 0 || *count < 1 || *count > kMostDays / each) return std::nullopt;
  return days{*count * each};
}

}  // namespace

std::optional<local_days> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4));
  const auto m = number(text.substr(5, 2));
  const auto d = number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day day{std::chrono::year{*y}, std::chrono::month(static_cast<unsigned>(*m)),
                           std::chrono::day(static_cast<unsigned>(*d))};
  if (!day.ok()) return std::nullopt;
  return local_days{day};
}

std::string problem_of_since(const std::string& text) {
  if (parse_day(text) || parse_days(text)) return "";
  return fmt::format(
      "found {}, expected a day as 2026-03-02, or a number of days or weeks as 7d "
      "or 4w",
      text);
}

std::string problem_of_day(const std::string& text) {
  return parse_day(text) ? "" : fmt::format("found {}, expected a day as 2026-03-02", text);
}

Period period_of(const std::string& since, const std::optional<std::string>& until,
                 local_days last_seen) {
  Period period;
  period.last = until ? parse_day(*until).value() : last_seen;
  const auto length = parse_days(since);
  period.first = length ? period.last - *length + days{1} : parse_day(since).value();
  if (period.last < period.first) {
    throw std::runtime_error(fmt::format("the report would begin on {} and end before, on {}{}",
                                         iso_date(period.first), iso_date(period.last),
                                         until ? "" : ", the last day that was recorded"));
  }
  return period;
}

std::string iso_date(local_days day) {
  const year_month_day d{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                     static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

std::string short_date(local_days day) {
  static constexpr std::string_view kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const year_month_day d{day};
  return fmt::format("{} {} {}", kWeekdays[std::chrono::weekday{day}.c_encoding()],
                     static_cast<unsigned>(d.day()), kMonths[static_cast<unsigned>(d.month()) - 1]);
}

local_days week_of(local_days day) {
  return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

}  // namespace holdwatch::report
