#include "core/detection/day_log.h"

namespace holdwatch::core {

void DayLog::add(const SlotRecord& record) {
  if (size_ == kSlots) {
    first_ = (first_ + 1) % kSlots;
  } else {
    ++size_;
  }
  back() = record;
}

double DayLog::busyness(int day) const {
  const Busyness& known = busyness_[of(day)];
  return known.day == day ? known.of_day : Single{1};
}

}  // namespace holdwatch::core
