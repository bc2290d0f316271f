#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Text for people at a terminal, beyond what the console sink has.
namespace holdwatch::terminal {

/// What a text means; never told by its colour alone.
enum class Tone : std::uint8_t { plain, strong, faint, good, warning, bad, unknown, accent };

/// The text as ECMA-48 has it; as it is without `colour`.
std::string paint(std::string_view text, Tone tone, bool colour);

/// The text without what paint() and highlight() have added.
std::string plain(std::string_view line);

/// A painted line in at most `width` columns: one that is wider is cut and loses its paint.
std::string crop(std::string_view line, std::size_t width);

/// A line that stands out whole, whatever is painted in it.
std::string highlight(std::string_view line, bool colour);

}  // namespace holdwatch::terminal
