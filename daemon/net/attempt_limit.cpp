#include "net/attempt_limit.h"

#include <algorithm>

namespace holdwatch::net {

bool AttemptLimit::may_try(std::string_view peer, TimePoint now) const {
  const auto found = paid_until_.find(peer);
  return found == paid_until_.end() || found->second - now <= (kBurst - 1) * kPause;
}

void AttemptLimit::was_wrong(std::string_view peer, TimePoint now) {
  auto found = paid_until_.find(peer);
  if (found == paid_until_.end()) {
    forget(now);
    found = paid_until_.emplace(peer, now).first;
  }
  found->second = std::max(found->second, now) + kPause;
}

/// Makes room for one more.
void AttemptLimit::forget(TimePoint now) {
  if (paid_until_.size() < kMostPeers) return;
  std::erase_if(paid_until_, [now](const auto& peer) { return peer.second <= now; });
  if (paid_until_.size() < kMostPeers) return;
  paid_until_.erase(
      std::min_element(paid_until_.begin(), paid_until_.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; }));
}

}  // namespace holdwatch::net
