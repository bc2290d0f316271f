#include "sinks/delivery/delivery_queue.h"

#include <algorithm>

namespace holdwatch {

namespace {

bool is_end(const Notice& notice) {
  return notice.change.status == AlertStatus::resolved;
}

bool is_update(const Notice& notice) {
  return notice.change.status == AlertStatus::updated;
}

/// What is found out after an end that is still owed goes with it.
void keep_end(const Notice& before, Notice& notice) {
  if (is_end(before) && is_update(notice)) notice.change.status = AlertStatus::resolved;
}

}  // namespace

bool DeliveryQueue::put(Notice notice, Instant now) {
  auto found = entries_.find(notice.key);
  if (found == entries_.end()) {
    if (!make_room()) return false;
    found = entries_.try_emplace(notice.key).first;
  }
  Entry& entry = found->second;
  if (entry.owed && notice.is_repeat) return true;  // what is owed is as new
  entry.was_sent |= notice.may_be_known;
  if (entry.ended_unheard && is_update(notice)) return true;
  entry.ended_unheard = entry.owed && !entry.was_sent && is_end(notice);
  if (entry.owed) {
    keep_end(entry.owed->notice, notice);
    line_.erase(entry.place);
  } else {
    entry.place = next_place_++;
  }
  if (entry.ended_unheard) {
    entry.owed.reset();
    entry.is_begun = false;
    return true;
  }
  line_.emplace(entry.place, notice.key);
  entry.is_begun |= notice.change.status == AlertStatus::firing;
  entry.owed = Parcel{std::move(notice), now};
  return true;
}

/// A key that is owed nothing is only remembered for the pace of its updates.
bool DeliveryQueue::make_room() {
  if (entries_.size() < kLimit) return true;
  const auto idle = std::find_if(entries_.begin(), entries_.end(),
                                 [](const auto& entry) { return !entry.second.owed; });
  if (idle == entries_.end()) return false;
  entries_.erase(idle);
  return true;
}

std::vector<DeliveryQueue::Parcel> DeliveryQueue::take(Instant now, std::size_t most,
                                                       const MayGo& may_go) {
  std::vector<Parcel> taken;
  for (auto it = line_.begin(); it != line_.end() && taken.size() < most;) {
    Entry& entry = entries_.at(it->second);
    if (due(entry) > now || !may_go(entry.owed->notice)) {
      ++it;
      continue;
    }
    taken.push_back(std::move(*entry.owed));
    AlertStatus& status = taken.back().notice.change.status;
    if (entry.is_begun && status == AlertStatus::updated) status = AlertStatus::firing;
    entry.owed.reset();
    entry.was_sent = true;
    it = line_.erase(it);
  }
  return taken;
}

void DeliveryQueue::settle(const std::vector<Parcel>& parcels, Instant now) {
  for (const Parcel& parcel : parcels) {
    const auto found = entries_.find(parcel.notice.key);
    if (found == entries_.end()) continue;
    found->second.told = now;
    found->second.is_begun = false;
    if (is_end(parcel.notice) && !found->second.owed) entries_.erase(found);
  }
}

void DeliveryQueue::put_back(std::vector<Parcel> parcels) {
  for (Parcel& parcel : parcels) {
    const auto found = entries_.find(parcel.notice.key);
    if (found == entries_.end()) continue;
    std::optional<Parcel>& owed = found->second.owed;
    if (owed && !owed->notice.is_repeat) {
      keep_end(parcel.notice, owed->notice);
      continue;
    }
    line_.emplace(found->second.place, parcel.notice.key);
    found->second.owed = std::move(parcel);
  }
}

std::optional<Instant> DeliveryQueue::next_due() const {
  std::optional<Instant> next;
  for (const auto& [place, key] : line_) {
    const Instant entry_due = due(entries_.at(key));
    next = std::min(next.value_or(entry_due), entry_due);
  }
  return next;
}

Instant DeliveryQueue::due(const Entry& entry) const {
  return is_update(entry.owed->notice) ? std::max(entry.owed->since, entry.told + update_interval_)
                                       : entry.owed->since;
}

}  // namespace holdwatch
