#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace holdwatch::net {

/// How often a peer may be wrong: kBurst times, and once more each kPause. Bounded: the peers that
/// have to wait least are forgotten first.
class AttemptLimit {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  static constexpr int kBurst = 20;
  static constexpr std::chrono::seconds kPause{1};
  static constexpr std::size_t kMostPeers = 10'000;

  bool may_try(std::string_view peer, TimePoint now) const;
  void was_wrong(std::string_view peer, TimePoint now);
  std::size_t peers() const { return paid_until_.size(); }

 private:
  void forget(TimePoint now);

  // Each wrong attempt costs a pause, which begins when the one before it ends.
  std::map<std::string, TimePoint, std::less<>> paid_until_;
};

}  // namespace holdwatch::net
