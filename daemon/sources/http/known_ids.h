#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <deque>
#include <string>
#include <string_view>

namespace holdwatch::http {

/// The names of the latest inputs that were accepted; the oldest make room.
class KnownIds {
 public:
  static constexpr std::size_t kMost = 100'000;

  bool has(std::string_view id) const { return ids_.contains(id); }

  void add(std::string_view id) {
    if (!ids_.emplace(id).second) return;
    order_.emplace_back(id);
    if (order_.size() <= kMost) return;
    ids_.erase(order_.front());
    order_.pop_front();
  }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  boost::unordered_flat_set<std::string, Hash, std::equal_to<>> ids_;
  std::deque<std::string> order_;
};

}  // namespace holdwatch::http
