#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "model/settings.h"

namespace holdwatch::config {

/// `Mon-Fri 08:00-20:00, Sat 09:00-14:00`; days not named are closed, and 24:00 ends a day. The
/// error tells what was found and what was expected.
tl::expected<WeekHours, std::string> parse_opening_hours(std::string_view text);

/// The same as text, equal neighbours joined; "closed" when no day is open.
std::string format_opening_hours(const WeekHours& hours);

}  // namespace holdwatch::config
