#include "sources/asterisk_ami/pbx_clock.h"

#include <algorithm>
#include <charconv>

#include "wire/limits.h"

namespace holdwatch::asterisk_ami {

namespace {

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Time> parse_timestamp(std::string_view text) {
  constexpr std::size_t kFractionDigits = 6;
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || text.size() - point - 1 != kFractionDigits) return {};
  const auto seconds = digits(text.substr(0, point));
  const auto fraction = digits(text.substr(point + 1));
  if (!seconds || !fraction || *seconds >= to_unix_seconds(wire::kLatest)) return {};
  return Time{std::chrono::seconds{*seconds} + std::chrono::microseconds{*fraction}};
}

std::optional<Time> PbxClock::time_of(const Message& message, std::optional<Time> arrival) {
  if (const auto stamped = parse_timestamp(message["Timestamp"])) {
    latest_ = std::max(latest_.value_or(*stamped), *stamped);
    if (arrival) skew_ = *stamped - *arrival;
    return stamped;
  }
  return arrival ? at(*arrival) : latest_;
}

}  // namespace holdwatch::asterisk_ami
