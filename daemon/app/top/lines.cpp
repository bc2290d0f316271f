#include "app/top/lines.h"

#include <fmt/format.h>

#include <utility>

#include "app/terminal/figures.h"
#include "app/top/sections.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {

namespace {
constexpr std::size_t kMostTold = 10'000;

std::string_view feed_state(const remote::FeedView& feed) {
  if (feed.is_down()) return "is down: what it tells of is unknown";
  return feed.is_up ? "is up again" : "was played to its end";
}

}  // namespace

bool LineTeller::is_new(const AlertChange& change) {
  if (told_.size() > kMostTold) told_.clear();
  return told_.insert(change.id).second;
}

/// Those that no change has told of: they were open before we listened.
void LineTeller::tell_surges(const Board& board, const std::string& time,
                             std::vector<std::string>& lines) {
  for (const remote::SurgeView& surge : board.surges.surges) {
    if (is_new(surge.alert)) lines.push_back(spell(surge.alert, board.zone));
  }
  const bool is_first = !std::exchange(has_surges_, true);
  if (is_first && board.surges.surges.empty()) lines.push_back(time + " no surge is open");
}

void LineTeller::tell_feeds(const Board& board, const std::string& time,
                            std::vector<std::string>& lines) {
  for (const remote::FeedView& feed : board.feeds.feeds) {
    bool& was_down = feeds_[feed.name];
    if (std::exchange(was_down, feed.is_down()) == feed.is_down()) continue;
    lines.push_back(
        console::clean(fmt::format("{} feed {} {}", time, feed.name, feed_state(feed))));
  }
}

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
  if (event.name == "alert") {
    lines.push_back(spell(board.news.back(), board.zone));
    is_new(board.news.back());
  }
  if (event.name == "gap") lines.push_back(time + " some alerts were missed meanwhile");
  if (event.name == "surges") tell_surges(board, time, lines);
  if (event.name == "feeds") tell_feeds(board, time, lines);
  return lines;
}

std::vector<std::string> LineTeller::after_loss(const Board& board) {
  if (std::exchange(is_lost_, true)) return {};
  return {fmt::format("{} connection lost: {}", terminal::clock(board.lost, board.zone),
                      board.trouble)};
}

}  // namespace holdwatch::top
