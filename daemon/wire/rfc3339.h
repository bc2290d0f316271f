#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"

namespace holdwatch::wire {

/// `2026-02-02T05:07:35.255Z` or with an offset as `+01:00`. Strict: nothing before or after, and
/// every field in its range (no leap second, which no clock of ours could hold). Digits beyond the
/// microsecond are cut off.
std::optional<Time> parse_rfc3339(std::string_view text);

/// In UTC, to the millisecond when that is exact and to the microsecond otherwise. For times in
/// the years 0 to 9999.
std::string format_rfc3339(Time time);
void append_rfc3339(std::string& out, Time time);

}  // namespace holdwatch::wire
