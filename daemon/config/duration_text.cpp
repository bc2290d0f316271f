#include "config/duration_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

namespace holdwatch::config {

namespace {

struct Unit {
  std::string_view name;
  Duration length;
};

/// The largest first, as format_duration looks for them.
constexpr Unit kUnits[] = {
    {"d", std::chrono::days{1}},          {"h", std::chrono::hours{1}},
    {"m", std::chrono::minutes{1}},       {"s", std::chrono::seconds{1}},
    {"ms", std::chrono::milliseconds{1}},
};
constexpr Duration kLongest = std::chrono::years{100};

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view unit_name(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const Unit& unit : kUnits) {
    if (unit.name != unit_name) continue;
    if (count > static_cast<std::uint64_t>(kLongest / unit.length)) return std::nullopt;
    return unit.length * static_cast<std::int64_t>(count);
  }
  return std::nullopt;
}

std::string format_duration(Duration duration) {
  for (const Unit& unit : kUnits) {
    if (duration >= unit.length && duration % unit.length == Duration::zero()) {
      return fmt::format("{}{}", duration / unit.length, unit.name);
    }
  }
  return duration == Duration::zero() ? "0s" : fmt::format("{}us", duration.count());
}

}  // namespace holdwatch::config
