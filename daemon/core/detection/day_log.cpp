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

}  // namespace holdwatch::core
