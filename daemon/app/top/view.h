#pragma once

#include <string>
#include <vector>

#include "app/top/browse.h"
#include "sinks/console/terminal.h"

namespace holdwatch::top {

/// The screen at `now`: exactly as many lines as it has rows, none wider than its columns. Pure.
std::vector<std::string> view(const Board& board, const Browse& browse, console::TerminalSize size,
                              Time now, bool colour);

/// How far one can go there.
Extent extent_of(const Board& board, const Browse& browse, console::TerminalSize size, Time now);

}  // namespace holdwatch::top
