#include "app/top/view.h"

#include <algorithm>

#include "app/top/sections.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {

namespace {

constexpr std::size_t kWide = 150;
constexpr std::size_t kLeastPanel = 60;
constexpr std::size_t kGap = 3;
constexpr std::size_t kLeastUpstream = 6;  // an empty line, titles and some departments

Lines head(const Board& board, const Canvas& canvas) {
  Lines lines = title(board, canvas);
  lines.push_back(board.link == Link::connecting ? "" : feeds(board, canvas));
  lines.emplace_back();
  return lines;
}

std::size_t height_of_body(const Lines& head, console::TerminalSize size) {
  constexpr std::size_t kFoot = 2;  // news and keys
  return size.rows - std::min(size.rows, head.size() + kFoot);
}

std::string keys(const Browse& browse, const Canvas& canvas) {
  if (browse.is_typing) return "Only rows with: " + console::cut(browse.filter, 40) + "▏";
  if (browse.question) return "its number answers  esc leaves it  q quit";
  const char* text = "q quit  ↑↓  enter open  a acknowledge  c confirm  r reject  / filter  ? help";
  if (browse.screen == Screen::surge) {
    text = "q quit  ↑↓ scroll  a acknowledge  c confirm  r reject  esc back  ? help";
  }
  if (browse.screen == Screen::help) text = "q quit  esc back";
  const std::string filter = browse.filter.empty() ? "" : "only: " + browse.filter;
  return ends(text, filter, canvas.width, terminal::Tone::faint, canvas.colour);
}

/// Side by side; the left lines are padded to `width`, painted or not.
Lines beside(Lines left, const Lines& right, std::size_t width) {
  left.resize(std::max(left.size(), right.size()));
  for (std::size_t i = 0; i < right.size(); ++i) {
    const std::size_t used = console::width_of(terminal::plain(left[i]));
    left[i].append(width + kGap - std::min(used, width), ' ').append(right[i]);
  }
  return left;
}

Lines board_body(const Board& board, const Browse& browse, Canvas canvas, std::size_t height) {
  const Rows all = rows_of(board, browse, canvas.now);
  if (canvas.width < kWide) {
    Lines lines = rows(board, all, browse, canvas, height);
    if (lines.size() + kLeastUpstream > height) return lines;
    lines.emplace_back();
    const Lines more = upstream(board, canvas);
    lines.insert(lines.end(), more.begin(), more.end());
    lines.resize(std::min(lines.size(), height));
    return lines;
  }
  const std::size_t panel = std::max(kLeastPanel, canvas.width * 2 / 5);
  Canvas side = canvas;
  side.width = panel;
  canvas.width -= panel + kGap;
  Lines right = upstream(board, side);
  right.resize(std::min(right.size(), height));
  return beside(rows(board, all, browse, canvas, height), right, canvas.width);
}

Lines surge_body(const Board& board, const Browse& browse, const Canvas& canvas,
                 std::size_t height) {
  Lines lines = surge(board, browse.surge, canvas);
  const std::size_t most = lines.size() - std::min(lines.size(), height);
  const auto first = static_cast<Lines::difference_type>(std::min(browse.scrolled, most));
  lines.erase(lines.begin(), lines.begin() + first);
  return lines;
}

Lines body(const Board& board, const Browse& browse, const Canvas& canvas, std::size_t height) {
  if (browse.question) return question(*browse.question, canvas);
  if (browse.screen == Screen::help) return help();
  if (board.link == Link::connecting) return {"  Nothing has been heard of the daemon yet."};
  if (browse.screen == Screen::surge) return surge_body(board, browse, canvas, height);
  return board_body(board, browse, canvas, height);
}

}  // namespace

Extent extent_of(const Board& board, const Browse& browse, console::TerminalSize size, Time now) {
  const Canvas canvas{size.columns, now, false};
  const std::size_t height = height_of_body(head(board, canvas), size);
  Extent extent{std::max<std::size_t>(height, 2) - 1, 0};
  if (browse.screen != Screen::surge) return extent;
  const std::size_t lines = surge(board, browse.surge, canvas).size();
  extent.last = lines - std::min(lines, height);
  return extent;
}

std::vector<std::string> view(const Board& board, const Browse& browse, console::TerminalSize size,
                              Time now, bool colour) {
  const Canvas canvas{size.columns, now, colour};
  Lines lines = head(board, canvas);
  const std::size_t height = height_of_body(lines, size);
  Lines middle = body(board, browse, canvas, height);
  middle.resize(height);
  lines.insert(lines.end(), middle.begin(), middle.end());
  lines.push_back(news(board, browse, canvas));
  lines.push_back(keys(browse, canvas));
  lines.resize(size.rows);
  for (std::string& line : lines) line = terminal::crop(line, size.columns);
  return lines;
}

}  // namespace holdwatch::top
