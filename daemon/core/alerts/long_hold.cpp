#include "core/alerts/long_hold.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

/// The beginning of the longest hold; Time::max() when nobody holds.
Time since(const Holding& holding) {
  return std::min(holding.waiting_since.value_or(Time::max()),
                  holding.held_since.value_or(Time::max()));
}

int factors_passed(Duration longest, Duration limit) {
  return static_cast<int>(std::count_if(std::begin(LongHold::kFactors),
                                        std::end(LongHold::kFactors),
                                        [&](int f) { return longest >= f * limit; }));
}

}  // namespace

Time LongHold::next_due(const Holding& holding, Duration limit) const {
  Time due = Time::max();
  if (since(holding) != Time::max() && passed_ < static_cast<int>(std::size(kFactors))) {
    due = since(holding) + kFactors[passed_] * limit;
  }
  return is_open() && passed_ == 0 ? std::min(due, last_over_ + kQuiet) : due;
}

std::optional<AlertStatus> LongHold::advance(Time now, const Holding& holding, Duration limit,
                                             const std::function<bool()>& beyond_usual) {
  const Time from = since(holding);
  if (passed_ > 0) last_over_ = now;  // somebody was over the limit until now
  passed_ = from == Time::max() ? 0 : factors_passed(now - from, limit);
  if (passed_ == 0) return close_when_quiet(now);
  phase_ = from == holding.waiting_since ? "waiting" : "held";
  if (passed_ <= step_) return std::nullopt;
  const bool first = !is_open();
  const int step = passed_ > 1 && beyond_usual() ? passed_ : 1;
  if (step <= step_) return std::nullopt;
  if (first) opened_ = now;
  step_ = step;
  return first ? AlertStatus::firing : AlertStatus::updated;
}

std::optional<AlertStatus> LongHold::close_when_quiet(Time now) {
  if (!is_open() || now < last_over_ + kQuiet) return std::nullopt;
  step_ = 0;
  return AlertStatus::resolved;
}

}  // namespace holdwatch::core
