#include "app/top/sections.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/remote/queue_state.h"
#include "app/remote/tables.h"
#include "app/terminal/figures.h"
#include "model/names.h"
#include "model/spoken.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {

namespace {

using console::width_of;
using terminal::paint;
using terminal::Tone;

std::string counted(std::size_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string link_word(Link link) {
  switch (link) {
    case Link::live:
      return "● live";
    case Link::lost:
      return "✖ not connected";
    case Link::connecting:
      break;
  }
  return "○ connecting";
}

/// "2 surges, 5 queues, 1 unknown"
std::string summary(const Board& board) {
  std::string text = fmt::format("{}, {}", counted(board.surges.surges.size(), "surge"),
                                 counted(board.queues.size(), "queue"));
  const auto unknown = std::count_if(board.queues.begin(), board.queues.end(),
                                     [](const auto& queue) { return !queue.second.is_known; });
  return unknown == 0 ? text : text + fmt::format(", {} unknown", unknown);
}

std::string feed_text(const remote::FeedView& feed, const Board& board, const Canvas& canvas) {
  const std::string name = console::clean(feed.name);
  if (feed.is_up) return paint("● " + name, Tone::good, canvas.colour);
  if (feed.has_ended) return paint("■ " + name + " ended", Tone::faint, canvas.colour);
  const std::string since =
      feed.last_event ? " down, heard " + terminal::moment(*feed.last_event, canvas.now, board.zone)
                      : " down, never heard";
  return paint("✖ " + name + since, Tone::bad, canvas.colour);
}

}  // namespace

std::string ends(const std::string& left, const std::string& right, std::size_t width, Tone tone,
                 bool colour) {
  const std::size_t taken = width_of(right) + (right.empty() ? 0 : 1);
  const std::string text = console::cut(left, width - std::min(width, taken));
  const std::size_t used = width_of(text) + width_of(right);
  return paint(text, tone, colour) + std::string(width - std::min(width, used), ' ') +
         paint(right, tone, colour);
}

Lines title(const Board& board, const Canvas& canvas) {
  const std::string time =
      fmt::format("Holdwatch  {} {}", terminal::clock(canvas.now, board.zone), board.zone.name());
  Lines lines = {ends(time, summary(board) + "  " + link_word(board.link), canvas.width,
                      Tone::strong, canvas.colour)};
  if (board.link != Link::lost) return lines;
  const std::string lost =
      fmt::format("CONNECTION LOST: {}. This is how things were at {}; trying again.",
                  board.trouble, terminal::clock(board.lost, board.zone));
  for (const std::string& part : console::wrap(lost, canvas.width)) {
    lines.push_back(terminal::highlight(paint(part, Tone::bad, canvas.colour), canvas.colour));
  }
  return lines;
}

std::string feeds(const Board& board, const Canvas& canvas) {
  if (board.feeds.feeds.empty()) return paint("No feed is configured.", Tone::bad, canvas.colour);
  std::vector<remote::FeedView> sorted = board.feeds.feeds;
  std::stable_partition(sorted.begin(), sorted.end(), [](const auto& f) { return f.is_down(); });
  std::string text = "Feeds";
  std::size_t shown = 0;
  for (const remote::FeedView& feed : sorted) {
    const std::string next = text + "  " + feed_text(feed, board, canvas);
    const std::size_t rest = sorted.size() - shown > 1 ? 10 : 0;  // room for "and 99 more"
    if (width_of(terminal::plain(next)) + rest > canvas.width) break;
    text = next;
    ++shown;
  }
  return shown == sorted.size() ? text : text + fmt::format("  +{} more", sorted.size() - shown);
}

std::string spell(const AlertChange& change, const Zone& zone) {
  std::string text =
      fmt::format("{} {} in {}: {}", terminal::clock(change.time, zone),
                  spoken(to_string(change.kind)), subject(change),
                  change.status == AlertStatus::resolved ? "over" : to_string(change.severity));
  if (change.status == AlertStatus::updated) text += ", updated";
  if (change.driver) text += fmt::format(", {}", spoken(to_string(*change.driver)));
  if (change.excess_calls) text += fmt::format(", {} calls", terminal::extra(*change.excess_calls));
  if (!change.causes.empty()) text += ", " + remote::suspect(change);
  return console::clean(text);
}

std::string news(const Board& board, const Browse& browse, const Canvas& canvas) {
  if (!browse.notice.empty()) {
    return paint(console::cut(console::clean(browse.notice), canvas.width), Tone::strong,
                 canvas.colour);
  }
  if (board.news.empty()) return "";
  return console::cut(spell(board.news.back(), board.zone), canvas.width);
}

Lines help() {
  return {"  ↑ ↓  j k   select a surge or a queue; page keys, space, g, G go further",
          "  enter      open the surge that is selected, or that of the queue",
          "  a          acknowledge it: somebody has seen it and is on it",
          "  c  r       confirm or reject a cause of it: asks which one, Holdwatch learns",
          "  esc        back",
          "  /          only rows whose name holds what you type; esc shows all again",
          "  q          quit",
          "",
          "  ● surge   ? unknown   ▲ somebody waits too long   ○ waiting   · calm",
          "",
          "  Unknown is a queue whose feed is down or silent: who waits there can't be",
          "  told, and a surge would not be seen. IN TARGET is the share of today's calls",
          "  that were answered in time; EXPECTED is how long who joins now will wait.",
          "",
          "  holdwatchctl false-alarm ID says that a surge was none; confirm and reject",
          "  are there, too, also for incidents that nobody suspected."};
}

}  // namespace holdwatch::top
