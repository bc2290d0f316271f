#pragma once

#include <optional>
#include <string_view>

#include "wire/problem.h"

namespace holdwatch::wire {

/// Whether text is fit to be a name, id or value: valid UTF-8 without control characters.
/// Printable ASCII is told in about a nanosecond per 8 bytes.
bool is_clean(std::string_view text);

bool is_utf8(std::string_view text);

/// Whether check_text() finds nothing: the usual case, told cheaply.
bool is_fit(std::string_view text);

/// What keeps `text` from being the name, id or value called `what`: its length, a control
/// character, or invalid UTF-8.
std::optional<Problem> check_text(std::string_view text, std::string_view what);

}  // namespace holdwatch::wire
