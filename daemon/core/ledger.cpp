#include "core/ledger.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

// Late reports and verdicts come within a day of a surge's end; some hours in reserve.
constexpr Duration kRevised = std::chrono::hours{36};

}  // namespace

void Ledger::put(const SurgeAccount& account, const Zone& zone) {
  take_back(account.alert);
  if (account.verdict == VerdictType::false_alarm) return;
  Booking booking{account.time, entries_of(account, zone.day_of(account.from))};
  for (const Entry& entry : booking.entries) {
    Sum& sum = sums_[entry.key];
    ++sum.surges;
    sum.load.add(entry.load);
  }
  bookings_.emplace(account.alert, std::move(booking));
  forget(account.time, zone.day_of(account.time));
  lines_.reset();
}

/// One entry for each key: two incidents of one category in one surge are one.
std::vector<Ledger::Entry> Ledger::entries_of(const SurgeAccount& account,
                                              std::chrono::local_days day) {
  if (account.driver != Driver::demand) {
    return {{{day, account.driver, "", "", account.queue}, account.total}};
  }
  std::map<Key, LoadSum> sums;
  for (const LoadShare& share : account.shares) {
    const Key key{day, account.driver, share.department.value_or(""), share.category.value_or(""),
                  account.queue};
    if (share.load.calls.estimate > 0) sums[key].add(share.load);
  }
  std::vector<Entry> entries;
  for (const auto& [key, sum] : sums) entries.push_back({key, sum.value()});
  return entries;
}

void Ledger::take_back(const std::string& alert) {
  const auto booking = bookings_.find(alert);
  if (booking == bookings_.end()) return;
  for (const Entry& entry : booking->second.entries) {
    const auto sum = sums_.find(entry.key);
    if (sum == sums_.end()) continue;
    sum->second.load.remove(entry.load);
    if (--sum->second.surges == 0) sums_.erase(sum);
  }
  bookings_.erase(booking);
  lines_.reset();
}

void Ledger::forget(Time now, std::chrono::local_days today) {
  std::erase_if(bookings_, [&](const auto& b) { return b.second.made + kRevised < now; });
  while (!sums_.empty() &&
         (std::get<0>(sums_.begin()->first) + kept_ < today || sums_.size() > kLimit)) {
    sums_.erase(sums_.begin());
  }
}

std::shared_ptr<const Ledger::Lines> Ledger::lines() const {
  if (lines_) return lines_;
  auto lines = std::make_shared<Lines>();
  lines->reserve(sums_.size());
  for (const auto& [key, sum] : sums_) {
    const auto& [day, driver, department, category, queue] = key;
    lines->push_back({day, driver, department, category, queue, sum.surges, sum.load.value()});
  }
  return lines_ = std::move(lines);
}

}  // namespace holdwatch::core
