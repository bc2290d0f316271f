#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/terminal/paint.h"

namespace holdwatch::terminal {

enum class Align : std::uint8_t { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  /// Where the width doesn't do, the column with the greatest goes first; 0: it stays.
  int dispensable = 0;
  bool may_be_cut = false;
};

struct Cell {
  std::string text;
  Tone tone = Tone::plain;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< each with a cell for every column
};

/// The table's lines, the titles first, each at most `width` columns where its columns can give way
/// that far: dispensable ones are left out, then those that may be cut are.
std::vector<std::string> lay_out(const Table& table, std::size_t width, bool colour);

}  // namespace holdwatch::terminal
