#include "sources/zmq/publishers.h"

#include <algorithm>

namespace holdwatch::zmq {

Publishers::Seen Publishers::see(std::string_view publisher, std::uint64_t sequence) {
  if (sequence == 0) return {};
  ++heard_;
  const auto known = standings_.find(publisher);
  if (known == standings_.end()) {
    meet(publisher, sequence);
    return {};
  }
  Standing& standing = known->second;
  const std::uint64_t last = standing.sequence;
  standing = {sequence, heard_};
  if (sequence < last) return {sequence - 1, true};
  return {sequence == last ? 0 : sequence - last - 1, false};
}

void Publishers::meet(std::string_view publisher, std::uint64_t sequence) {
  if (standings_.size() >= kMostPublishers) {
    standings_.erase(std::min_element(
        standings_.begin(), standings_.end(),
        [](const auto& a, const auto& b) { return a.second.heard < b.second.heard; }));
  }
  standings_.emplace(std::string(publisher), Standing{sequence, heard_});
}

}  // namespace holdwatch::zmq
