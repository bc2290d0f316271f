#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace holdwatch::asterisk_ami {

/// What a list of QueueStatus speaks for: all queues, or those that it names. A recording may hold
/// a list that somebody asked for about one queue.
struct ListScope {
  bool whole = false;
  std::set<std::string, std::less<>> queues;

  bool covers(std::string_view queue) const { return whole || queues.contains(queue); }
};

}  // namespace holdwatch::asterisk_ami
