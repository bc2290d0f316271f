#include "app/top/lines.h"

#include <fmt/format.h>

#include <utility>

#include "app/terminal/figures.h"
#include "app/top/sections.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {

std::vector<std::string> LineTeller::after(const Board& board, const net::ServerEvent& event,
                                           Time ours) {
  const std::string time = terminal::clock(board.now(ours), board.zone);
  std::vector<std::string> lines;
  if (event.name == "hello") {
    lines.push_back(fmt::format("{} {} a daemon of version {}; times are those of {}", time,
                                is_lost_ ? "connected again:" : "connected:", board.version,
                                board.zone.name()));
    is_lost_ = false;
  }
  if (event.name == "alert") lines.push_back(spell(board.news.back(), board.zone));
  if (event.name == "gap") lines.push_back(time + " some alerts were missed meanwhile");
  if (event.name == "surges" && !std::exchange(has_surges_, true)) {
    for (const remote::SurgeView& surge : board.surges.surges) {
      lines.push_back(spell(surge.alert, board.zone));
    }
    if (board.surges.surges.empty()) lines.push_back(time + " no surge is open");
  }
  if (event.name != "feeds") return lines;
  for (const remote::FeedView& feed : board.feeds.feeds) {
    const auto [known, is_new] = feeds_.try_emplace(feed.name, true);
    if (std::exchange(known->second, feed.is_up) == feed.is_up) continue;
    lines.push_back(
        console::clean(fmt::format("{} feed {} is {}", time, feed.name,
                                   feed.is_up ? "up again" : "down: what it tells of is unknown")));
  }
  return lines;
}

std::vector<std::string> LineTeller::after_loss(const Board& board) {
  if (std::exchange(is_lost_, true)) return {};
  return {fmt::format("{} connection lost: {}", terminal::clock(board.lost, board.zone),
                      board.trouble)};
}

}  // namespace holdwatch::top
