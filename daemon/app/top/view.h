#pragma once

#include <string>
#include <vector>

#include "app/top/browse.h"
#include "sinks/console/terminal.h"

namespace holdwatch::top {

/// The screen at `now`: exactly as many lines as it has rows, none wider than its columns. Pure.
std::vector<std::string> view(const Board& board, const Browse& browse, console::TerminalSize size,
                              Time now, bool colour);

/// How many rows of the board are seen at once.
std::size_t page_of(console::TerminalSize size);

}  // namespace holdwatch::top
