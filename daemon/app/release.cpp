#include "app/release.h"

#include <utility>

namespace holdwatch {

void Release::when_safe(std::function<void()> tell, Time now) {
  if (journal_ == nullptr) return tell();
  const std::uint64_t number = ++last_;
  kept_.push_back({number, now, std::move(tell)});
  // On disk or not: when the disk fails, there is nothing to wait for.
  journal_->when_durable([this, number](bool) { tell_up_to(number); });
}

void Release::turn(Time now) {
  while (!kept_.empty()) {
    const Duration kept_for = now - kept_.front().since;
    const bool is_clock_set_back = kept_for < Duration::zero();
    if (kept_for < kLongest && !is_clock_set_back) return;
    tell_up_to(kept_.front().number);
  }
}

void Release::tell_up_to(std::uint64_t number) {
  while (!kept_.empty() && kept_.front().number <= number) {
    const Kept next = std::move(kept_.front());
    kept_.pop_front();
    next.tell();
  }
}

}  // namespace holdwatch
