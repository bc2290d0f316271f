#pragma once

#include <string>
#include <vector>

#include "app/terminal/paint.h"
#include "app/top/browse.h"

/// What the screen is put together of.
namespace holdwatch::top {

using Lines = std::vector<std::string>;

/// How and for whom lines are made.
struct Canvas {
  std::size_t width = 80;
  Time now;
  bool colour = false;
};

/// `left` and `right` at the two ends of a line; the left one gives way.
std::string ends(const std::string& left, const std::string& right, std::size_t width,
                 terminal::Tone tone, bool colour);

/// Name, time, how things are, and whether the daemon is heard.
Lines title(const Board& board, const Canvas& canvas);
/// Which feeds are up; those that are down first.
std::string feeds(const Board& board, const Canvas& canvas);
/// Surges, then queues, as many as fit into `height` lines, the selected row among them.
Lines rows(const Board& board, const Rows& rows, const Browse& browse, const Canvas& canvas,
           std::size_t height);
/// What departments brought about, what is asked of them, and the incidents that are open.
Lines upstream(const Board& board, const Canvas& canvas);
/// All of one surge.
Lines surge(const Board& board, const std::string& alert, const Canvas& canvas);
/// Which cause is meant, with a key for each.
Lines question(const Question& question, const Canvas& canvas);
Lines help();
/// What happened last, or was done last.
std::string news(const Board& board, const Browse& browse, const Canvas& canvas);

/// "15:07 Surge in orders: critical, demand, 93 % INC-51 ..." in one line.
std::string spell(const AlertChange& change, const Zone& zone);

}  // namespace holdwatch::top
