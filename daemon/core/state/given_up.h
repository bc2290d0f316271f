#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/state/visit.h"
#include "model/snapshot.h"
#include "model/time.h"

namespace holdwatch::core {

/// The callers of today who gave up and haven't come back to their queue: whom to call back. Where
/// the feed doesn't tell callers apart, nobody is seen to be back. Bounded: the newest stay.
class GivenUp {
 public:
  static constexpr std::size_t kMost = 1'000;
  using Calls = std::vector<AbandonedCall>;

  /// A caller joined a queue.
  void joined(const Visit& visit);
  /// A caller gave up; the queue's day ends at `day_ends`.
  void gave_up(const Visit& visit, Duration waited, Time day_ends);
  /// Forgets whose day has ended.
  void forget(Time now);
  /// Oldest first; the same object until something changes.
  std::shared_ptr<const Calls> calls(const std::function<std::string(QueueId)>& queue_name) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(entries_, by_caller_, next_);
    calls_.reset();
  }

 private:
  struct Entry {
    QueueId queue = 0;
    std::string call;
    Time time;
    Duration waited{};
    Time day_ends;
    std::uint64_t caller = 0;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(queue, call, time, waited, day_ends, caller);
    }
  };
  using Entries = std::map<std::uint64_t, Entry>;

  static std::uint64_t key(const Visit& visit);
  void take_out(Entries::iterator entry);

  Entries entries_;  ///< by number, in the order of giving up
  boost::unordered_flat_map<std::uint64_t, std::uint64_t> by_caller_;  ///< and queue: number
  std::uint64_t next_ = 0;
  Time first_end_ = Time::min();  ///< of a day; no entry ends before
  mutable std::shared_ptr<const Calls> calls_;
};

}  // namespace holdwatch::core
