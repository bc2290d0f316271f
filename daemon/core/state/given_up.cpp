#include "core/state/given_up.h"

#include <algorithm>
#include <utility>

#include "core/hash.h"

namespace holdwatch::core {

/// 0: nobody can be seen to be back.
std::uint64_t GivenUp::key(const Visit& visit) {
  return visit.caller == 0 ? 0 : mix(visit.caller ^ mix(visit.queue + std::uint64_t{1}));
}

void GivenUp::joined(const Visit& visit) {
  if (visit.caller == 0 || entries_.empty()) return;
  const auto back = by_caller_.find(key(visit));
  if (back != by_caller_.end()) take_out(entries_.find(back->second));
}

void GivenUp::gave_up(const Visit& visit, Duration waited, Time day_ends) {
  joined(visit);  // once in the list, however many lines the caller was in
  const std::uint64_t caller = key(visit);
  if (caller != 0) by_caller_[caller] = next_;
  entries_[next_++] = {visit.queue, visit.call, visit.wait_ended, waited, day_ends, caller};
  first_end_ = std::min(first_end_, day_ends);
  if (entries_.size() > kMost) take_out(entries_.begin());
  calls_.reset();
}

void GivenUp::forget(Time now) {
  if (now < first_end_) return;
  first_end_ = Time::max();
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const auto next = std::next(entry);
    if (entry->second.day_ends <= now) {
      take_out(entry);
    } else {
      first_end_ = std::min(first_end_, entry->second.day_ends);
    }
    entry = next;
  }
}

void GivenUp::take_out(Entries::iterator entry) {
  by_caller_.erase(entry->second.caller);
  entries_.erase(entry);
  calls_.reset();
}

std::shared_ptr<const GivenUp::Calls> GivenUp::calls(
    const std::function<std::string(QueueId)>& queue_name) const {
  if (calls_) return calls_;
  auto calls = std::make_shared<Calls>();
  calls->reserve(entries_.size());
  for (const auto& [number, entry] : entries_) {
    calls->push_back({queue_name(entry.queue), entry.call, entry.time, to_seconds(entry.waited)});
  }
  return calls_ = std::move(calls);
}

}  // namespace holdwatch::core
