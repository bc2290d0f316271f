#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "app/remote/tables.h"
#include "app/top/sections.h"
#include "model/spoken.h"

namespace holdwatch::top {

namespace {

using terminal::paint;
using terminal::Tone;

constexpr std::size_t kGutter = 2;

/// The part of a list that is shown.
struct Window {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// `room` rows of `all`, with the one at `selected` in the middle where that can be.
Window window_at(std::size_t selected, std::size_t all, std::size_t room) {
  const std::size_t count = std::min(all, room);
  const std::size_t before = selected - std::min(selected, count / 2);
  return {std::min(before, all - count), count};
}

/// A table below its titles, one row of it selected; titles and rows have a gutter before them.
Lines list(const terminal::Table& table, Window window, std::size_t selected,
           const Canvas& canvas) {
  const std::size_t width = canvas.width - std::min(canvas.width, kGutter);
  const Lines all = terminal::lay_out(table, width, canvas.colour);
  Lines lines = {"  " + all.front()};
  for (std::size_t row = window.first; row < window.first + window.count; ++row) {
    const std::string& line = all[row + 1];
    lines.push_back(row == selected ? terminal::highlight("> " + line, canvas.colour)
                                    : "  " + line);
  }
  return lines;
}

Lines surge_lines(const Board& board, const Rows& rows, std::size_t selected, const Canvas& canvas,
                  std::size_t room) {
  std::vector<AlertChange> changes;
  for (const remote::SurgeView* surge : rows.surges) changes.push_back(surge->alert);
  const std::size_t near = std::min(selected, changes.size() - 1);
  return list(remote::surge_table(changes, canvas.now, board.zone),
              window_at(near, changes.size(), room), selected, canvas);
}

/// That no surge is open is no comfort where nothing is seen.
std::string no_surge(const Board& board, const Canvas& canvas) {
  const bool is_all_known = std::all_of(board.queues.begin(), board.queues.end(),
                                        [](const auto& queue) { return queue.second.is_known; });
  if (is_all_known) return paint("  No surge is open.", Tone::good, canvas.colour);
  return paint("  No surge is seen, but some queues are unknown.", Tone::unknown, canvas.colour);
}

Lines queue_lines(const Rows& rows, std::size_t selected, const Canvas& canvas, std::size_t room) {
  std::vector<remote::QueueView> queues;
  for (const remote::QueueView* queue : rows.queues) queues.push_back(*queue);
  const std::size_t before = rows.surges.size();
  const std::size_t near = selected - std::min(selected, before);
  const Window window = window_at(near, queues.size(), room);
  terminal::Table table = remote::queue_table(queues, canvas.now);
  if (window.count < queues.size()) {
    table.columns.front().title = fmt::format("QUEUES {}-{} OF {}", window.first + 1,
                                              window.first + window.count, queues.size());
  }
  return list(table, window, selected < before ? std::string::npos : near, canvas);
}

void append(Lines& lines, Lines more) {
  std::move(more.begin(), more.end(), std::back_inserter(lines));
}

}  // namespace

Lines rows(const Board& board, const Rows& rows, const Browse& browse, const Canvas& canvas,
           std::size_t height) {
  const std::size_t selected = rows.selected(browse);
  Lines lines;
  if (rows.surges.empty()) {
    lines.push_back(no_surge(board, canvas));
  } else {
    const std::size_t most = std::max<std::size_t>(height / 3, 2) - 1;
    append(lines, surge_lines(board, rows, selected, canvas, most));
  }
  lines.emplace_back();
  const std::size_t used = lines.size() + 1;  // and the titles
  if (rows.queues.empty()) {
    lines.emplace_back(browse.filter.empty() ? "  No queue has been seen yet."
                                             : "  No queue has such a name.");
  } else if (height > used) {
    append(lines, queue_lines(rows, selected, canvas, height - used));
  }
  return lines;
}

Lines upstream(const Board& board, const Canvas& canvas) {
  Lines lines = terminal::lay_out(remote::department_table(board.departments, false), canvas.width,
                                  canvas.colour);
  const terminal::Table requests = remote::request_table(board.departments, canvas.now, board.zone);
  if (!requests.rows.empty()) {
    lines.emplace_back();
    append(lines, terminal::lay_out(requests, canvas.width, canvas.colour));
  }
  std::vector<remote::IncidentView> open;
  std::copy_if(board.incidents.incidents.begin(), board.incidents.incidents.end(),
               std::back_inserter(open), [](const auto& incident) { return incident.is_open; });
  if (open.empty()) return lines;
  lines.emplace_back();
  append(lines, terminal::lay_out(remote::incident_table(open, canvas.now, board.zone),
                                  canvas.width, canvas.colour));
  return lines;
}

}  // namespace holdwatch::top
