#pragma once

#include "model/call_event.h"
#include "model/snapshot.h"
#include "model/time.h"
#include "model/zone.h"

namespace holdwatch::core {

/// What one queue has counted since midnight in its zone: live calls only.
class DayFigures {
 public:
  void offered(Time now, const Zone& zone) { ++day_at(now, zone).offered; }

  /// `target`: within this a caller should be answered.
  void left(Outcome outcome, Duration wait, Duration target, Time now, const Zone& zone) {
    QueueDay& day = day_at(now, zone);
    if (outcome == Outcome::abandoned) ++day.abandoned;
    if (outcome != Outcome::answered) return;
    ++day.answered;
    if (wait <= target) ++day.answered_in_target;
  }

  QueueDay at(Time now) const { return now < ends_ ? day_ : QueueDay{}; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(ends_, day_.offered, day_.answered, day_.abandoned, day_.answered_in_target);
  }

 private:
  QueueDay& day_at(Time now, const Zone& zone) {
    if (now < ends_) return day_;
    ends_ = zone.begin_of(zone.day_of(now) + std::chrono::days{1});
    return day_ = {};
  }

  Time ends_ = Time::min();
  QueueDay day_;
};

}  // namespace holdwatch::core
