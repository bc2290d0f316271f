#pragma once

#include "model/time.h"

namespace holdwatch::core {

/// What a call of a queue usually bears, from the last few thousand waits outside surges.
class UsualBurden {
 public:
  void wait_ended(Duration wait, bool abandoned) {
    calls_ = kMemory * calls_ + 1;
    minutes_ = kMemory * minutes_ + to_minutes(wait);
    abandoned_ = kMemory * abandoned_ + (abandoned ? 1 : 0);
  }

  double minutes_per_call() const { return minutes_ / (calls_ + 1); }
  double abandonments_per_call() const { return abandoned_ / (calls_ + 1); }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(calls_, minutes_, abandoned_);
  }

 private:
  static constexpr double kMemory = 0.9997;  // each wait fades those before it

  double calls_ = 0;
  double minutes_ = 0;
  double abandoned_ = 0;
};

}  // namespace holdwatch::core
