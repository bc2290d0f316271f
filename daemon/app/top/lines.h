#pragma once

#include <map>
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
  bool is_lost_ = false;
  bool has_surges_ = false;
  std::map<std::string, bool> feeds_;  ///< up?
};

}  // namespace holdwatch::top
