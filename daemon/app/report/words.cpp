#include "app/report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/report/period.h"

namespace holdwatch::report {

namespace {

constexpr double kHoursFrom = 120;  // minutes

std::string hours(double minutes) {
  const double h = minutes / 60;
  return h < 10 ? fmt::format("{:.1f}", h) : grouped(h);
}

std::string escape(const std::string& text, std::string_view (*replacement)(const char&)) {
  std::string out;
  out.reserve(text.size());
  for (const char& c : text) out += replacement(c);
  return out;
}

std::string_view in_html(const char& c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {&c, 1};
  }
}

/// Markdown lets HTML through, so that what counts there counts here as well; quotes do not.
std::string_view in_markdown(const char& c) {
  switch (c) {
    case '\\':
      return "\\\\";
    case '`':
      return "\\`";
    case '*':
      return "\\*";
    case '_':
      return "\\_";
    case '[':
      return "\\[";
    case ']':
      return "\\]";
    case '|':
      return "\\|";
    case '~':
      return "\\~";
    case '\n':
    case '\r':
    case '\t':
      return " ";
    case '"':
    case '\'':
      return {&c, 1};
    default:
      return in_html(c);
  }
}

}  // namespace

std::string grouped(double value) {
  std::string digits = fmt::format("{:.0f}", std::max(0.0, std::round(value)));
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string range(const Estimate& e) {
  const std::string low = grouped(e.low);
  const std::string high = grouped(e.high);
  return low == high ? low : low + "–" + high;
}

std::string spent(double minutes) {
  if (minutes < kHoursFrom) return grouped(minutes) + " min";
  return hours(minutes) + " h";
}

std::string spent_range(const Estimate& minutes) {
  if (minutes.estimate < kHoursFrom) return range(minutes) + " min";
  const std::string low = hours(minutes.low);
  const std::string high = hours(minutes.high);
  return (low == high ? low : low + "–" + high) + " h";
}

std::string percent(double share) {
  const double p = 100 * share;
  if (p > 0 && p < 0.1) return "under 0.1 %";
  return p < 1 && p > 0 ? fmt::format("{:.1f} %", p) : fmt::format("{:.0f} %", p);
}

std::string certainty(double probability) {
  return probability > 0.99 ? "over 99 %" : percent(probability);
}

std::string titled(std::string_view name) {
  std::string text = spoken(name);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string counted(double n, std::string_view one, std::string_view many) {
  const std::string number = grouped(n);
  return fmt::format("{} {}", number, number == "1" ? one : many);
}

std::string moment(Time t, const Zone& zone) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(zone.to_local(t));
  const auto day = std::chrono::floor<std::chrono::days>(minutes);
  const auto of_day = (minutes - day).count();
  return fmt::format("{}, {:02}:{:02}", short_date(day), of_day / 60, of_day % 60);
}

std::string roughly(Duration d) {
  const double minutes = to_minutes(d);
  if (minutes < 90) return counted(minutes, "minute", "minutes");
  if (minutes < 48 * 60) return counted(minutes / 60, "hour", "hours");
  return counted(minutes / 1440, "day", "days");
}

std::string escape_html(const std::string& text) {
  return escape(text, &in_html);
}

std::string escape_markdown(const std::string& text) {
  return escape(text, &in_markdown);
}

}  // namespace holdwatch::report
