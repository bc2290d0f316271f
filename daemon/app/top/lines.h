#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/top/board.h"

namespace holdwatch::top {

/// What is new on the board, a line each, for whoever keeps them instead of looking on: alerts as
/// they change, feeds and queues as they go and come back, and the connection likewise.
class LineTeller {
 public:
  /// After the board has taken the event.
  std::vector<std::string> after(const Board& board, const net::ServerEvent& event, Time ours);
  /// After it has lost the daemon.
  std::vector<std::string> after_loss(const Board& board);

 private:
  void tell_surges(const Board& board, const std::string& time, std::vector<std::string>& lines);
  void tell_feeds(const Board& board, const std::string& time, std::vector<std::string>& lines);
  bool is_new(const AlertChange& change);

  bool is_lost_ = false;
  bool has_surges_ = false;
  std::set<std::string> told_;         ///< alerts, by id
  std::map<std::string, bool> feeds_;  ///< down?
};

}  // namespace holdwatch::top
