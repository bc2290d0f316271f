// hours = range *("," range)     range = days SP time "-" time
// days  = day ["-" day]          time  = 2DIGIT ":" 2DIGIT
#include "config/opening_hours.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace holdwatch::config {

namespace {

constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::string_view kExpected = "expected hours like Mon-Fri 08:00-20:00, Sat 09:00-14:00";

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The two sides of the first `separator`; the second is empty when there is none.
std::pair<std::string_view, std::string_view> split(std::string_view text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return {trim(text), {}};
  return {trim(text.substr(0, at)), trim(text.substr(at + 1))};
}

std::optional<std::size_t> parse_day(std::string_view text) {
  auto day = std::find(std::begin(kDays), std::end(kDays), text);
  if (day == std::end(kDays)) return std::nullopt;
  return static_cast<std::size_t>(day - std::begin(kDays));
}

/// Minutes since midnight.
std::optional<int> parse_time(std::string_view text) {
  auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  const bool shaped =
      text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4);
  if (!shaped) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  const int of_day = hour * 60 + minute;
  return minute < 60 && of_day <= 24 * 60 ? std::optional(of_day) : std::nullopt;
}

tl::unexpected<std::string> complaint(std::string_view found) {
  return tl::unexpected(fmt::format("found '{}', {}", found, kExpected));
}

/// One range, entered into `week`.
tl::expected<void, std::string> parse_range(std::string_view text, WeekHours& week) {
  const auto [weekdays, times] = split(text, ' ');
  const auto [first_day, last_day] = split(weekdays, '-');
  const auto [opening, closing] = split(times, '-');
  const auto first = parse_day(first_day);
  const auto last = last_day.empty() ? first : parse_day(last_day);
  const auto open = parse_time(opening);
  const auto close = parse_time(closing);
  if (!first || !last || !open || !close) return complaint(text);
  if (*close <= *open) {
    return tl::unexpected(fmt::format(
        "found '{}', which ends before it begins, expected hours within one day", text));
  }
  for (std::size_t day = *first;; day = (day + 1) % 7) {
    if (week[day].open != week[day].close) {
      return tl::unexpected(
          fmt::format("found {} twice, expected each day at most once", kDays[day]));
    }
    week[day] = {*open, *close};
    if (day == *last) return {};
  }
}

bool equal(const DayHours& a, const DayHours& b) {
  return a.open == b.open && a.close == b.close;
}

}  // namespace

tl::expected<WeekHours, std::string> parse_opening_hours(std::string_view text) {
  WeekHours week{};
  std::string_view rest = text;
  do {
    const auto [range, after] = split(rest, ',');
    if (auto parsed = parse_range(range, week); !parsed) return tl::unexpected(parsed.error());
    rest = after;
  } while (!rest.empty());
  return week;
}

std::string format_opening_hours(const WeekHours& hours) {
  std::string text;
  for (std::size_t first = 0; first < hours.size();) {
    std::size_t last = first;
    while (last + 1 < hours.size() && equal(hours[first], hours[last + 1])) ++last;
    const DayHours& day = hours[first];
    if (day.open != day.close) {
      text += fmt::format("{}{}{} {:02}:{:02}-{:02}:{:02}", text.empty() ? "" : ", ", kDays[first],
                          last == first ? "" : fmt::format("-{}", kDays[last]), day.open / 60,
                          day.open % 60, day.close / 60, day.close % 60);
    }
    first = last + 1;
  }
  return text.empty() ? "closed" : text;
}

}  // namespace holdwatch::config
