// A table gives way to a narrow terminal in three steps: columns that may be cut count no more than
// what can still be read of them; while that is too wide, the most dispensable column goes; and
// what is left is narrowed by cutting, the last column first.
#include "app/terminal/table.h"

#include <algorithm>

#include "sinks/console/text_layout.h"

namespace holdwatch::terminal {

namespace {

using console::width_of;

constexpr std::size_t kGap = 2;
constexpr std::size_t kReadable = 20;
constexpr std::size_t kLeast = 6;

/// A column that is shown, and how wide.
struct Shown {
  std::size_t index;
  std::size_t width;
};

std::size_t natural_width(const Table& table, std::size_t column) {
  std::size_t widest = width_of(table.columns[column].title);
  for (const auto& row : table.rows) {
    widest = std::max(widest, width_of(console::clean(row[column].text)));
  }
  return widest;
}

/// Of the line, when no column that may be cut takes more than `most`.
std::size_t total(const Table& table, const std::vector<Shown>& shown, std::size_t most) {
  std::size_t sum = shown.empty() ? 0 : kGap * (shown.size() - 1);
  for (const auto& [index, width] : shown) {
    sum += table.columns[index].may_be_cut ? std::min(width, most) : width;
  }
  return sum;
}

/// Leaves out one more column; false when all that are left have to stay.
bool dispense(const Table& table, std::vector<Shown>& shown) {
  const auto rank = [&](const Shown& column) { return table.columns[column.index].dispensable; };
  const auto least =
      std::max_element(shown.begin(), shown.end(),
                       [&](const Shown& a, const Shown& b) { return rank(a) < rank(b); });
  if (least == shown.end() || rank(*least) == 0) return false;
  shown.erase(least);
  return true;
}

void narrow(const Table& table, std::vector<Shown>& shown, std::size_t width) {
  for (auto column = shown.rbegin(); column != shown.rend(); ++column) {
    const std::size_t now = total(table, shown, std::string::npos);
    if (now <= width) return;
    if (!table.columns[column->index].may_be_cut) continue;
    column->width -= std::min(column->width - std::min(column->width, kLeast), now - width);
  }
}

std::vector<Shown> choose(const Table& table, std::size_t width) {
  std::vector<Shown> shown;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    shown.push_back({i, natural_width(table, i)});
  }
  while (total(table, shown, kReadable) > width && dispense(table, shown)) {
  }
  narrow(table, shown, width);
  return shown;
}

std::string fitted(const Cell& cell, Align align, std::size_t width, bool is_last, bool colour) {
  const std::string text = console::cut(console::clean(cell.text), width);
  const std::string gap(width - width_of(text), ' ');
  const std::string painted = paint(text, cell.tone, colour);
  if (align == Align::right) return gap + painted;
  return is_last ? painted : painted + gap;
}

}  // namespace

std::vector<std::string> lay_out(const Table& table, std::size_t width, bool colour) {
  const std::vector<Shown> shown = choose(table, width);
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (i > 0) text.append(kGap, ' ');
      const std::size_t index = shown[i].index;
      text += fitted(cell_of(index), table.columns[index].align, shown[i].width,
                     i + 1 == shown.size(), colour);
    }
    return text;
  };
  std::vector<std::string> lines;
  lines.push_back(line([&](std::size_t i) { return Cell{table.columns[i].title, Tone::faint}; }));
  for (const auto& row : table.rows) {
    lines.push_back(line([&](std::size_t i) { return row[i]; }));
  }
  return lines;
}

}  // namespace holdwatch::terminal
