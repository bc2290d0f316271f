#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text for a terminal, measured in columns rather than bytes.
namespace holdwatch::console {

/// Columns that UTF-8 text takes: wide characters take two, those that join the one before none.
std::size_t width_of(std::string_view text);

/// The text without what could move the cursor or turn the writing round: that becomes spaces, and
/// bytes that are no UTF-8 question marks.
std::string clean(std::string_view text);

/// The text in at most `width` columns; an ellipsis tells that it was longer.
std::string cut(std::string_view text, std::size_t width);

/// The text in lines of at most `width`, broken between words; a longer word keeps a line of its
/// own. Control characters, which could move the cursor, become spaces.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// A horizontal bar of `width` characters, filled by `share` (0 to 1) to an eighth of a character.
std::string bar(double share, std::size_t width);

/// "4 min 12 s", "35 s", "1 h 05 min", with spaces that wrap() keeps.
std::string spell_seconds(double seconds);

}  // namespace holdwatch::console
