#pragma once

#include <cstddef>
#include <optional>

namespace holdwatch::console {

struct TerminalSize {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

/// Of the terminal that standard output is now; nullopt when it is none.
std::optional<TerminalSize> size_of_stdout();

/// Whether standard output is a terminal and nobody has asked for no colours (NO_COLOR).
bool stdout_takes_colours();

}  // namespace holdwatch::console
