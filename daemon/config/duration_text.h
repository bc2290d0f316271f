#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"

namespace holdwatch::config {

/// `250ms`, `60s`, `15m`, `3h`, `2d`: a whole number and its unit; at most 100 years.
std::optional<Duration> parse_duration(std::string_view text);

/// The same, in the largest unit that needs no fraction.
std::string format_duration(Duration duration);

}  // namespace holdwatch::config
