#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text for a terminal, measured in characters rather than bytes.
namespace holdwatch::console {

/// Characters of UTF-8 text.
std::size_t width_of(std::string_view text);

/// The text in lines of at most `width`, broken between words; a longer word keeps a line of its
/// own. Control characters, which could move the cursor, become spaces.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// A horizontal bar of `width` characters, filled by `share` (0 to 1) to an eighth of a character.
std::string bar(double share, std::size_t width);

/// "4 min 12 s", "35 s", "1 h 05 min", with spaces that wrap() keeps.
std::string spell_seconds(double seconds);

}  // namespace holdwatch::console
