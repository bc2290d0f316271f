#include "app/terminal/figures.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace holdwatch::terminal {

namespace {

std::string local(Time t, const Zone& zone, std::string_view format) {
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(zone.to_local(t)).time_since_epoch();
  return fmt::format(fmt::runtime(format), fmt::gmtime(seconds.count()));
}

}  // namespace

std::string span(double seconds) {
  const auto whole = std::llround(std::max(seconds, 0.0));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

std::string extra(const Estimate& calls) {
  return fmt::format("{:+.0f} ({:.0f} to {:.0f})", calls.estimate, calls.low, calls.high);
}

std::string bytes(std::uint64_t count) {
  const auto number = static_cast<double>(count);
  if (count < 1'000'000) return fmt::format("{:.1f} kB", number / 1e3);
  if (count < 1'000'000'000) return fmt::format("{:.1f} MB", number / 1e6);
  return fmt::format("{:.2f} GB", number / 1e9);
}

std::string clock(Time t, const Zone& zone) {
  return local(t, zone, "{:%H:%M:%S}");
}

std::string moment(Time t, Time now, const Zone& zone) {
  using std::chrono::days;
  const auto ago =
      std::chrono::floor<days>(zone.to_local(now)) - std::chrono::floor<days>(zone.to_local(t));
  if (ago == days{0}) return local(t, zone, "{:%H:%M}");
  if (ago > days{0} && ago < days{7}) return local(t, zone, "{:%a %H:%M}");
  return local(t, zone, "{:%Y-%m-%d %H:%M}");
}

}  // namespace holdwatch::terminal
