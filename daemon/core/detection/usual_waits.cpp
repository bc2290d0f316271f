#include "core/detection/usual_waits.h"

#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kWaitHalfLifeDays = 56;
constexpr double kPriorSlots = 2;
constexpr double kPriorCallers = 20;  // how many of the queue's mean an hour's share starts with

}  // namespace

void UsualWaits::Tally::add(const Tally& other) {
  ended += other.ended;
  over += other.over;
  bad += other.bad;
  minutes += other.minutes;
  slots += other.slots;
}

void UsualWaits::Tally::fade(double keep) {
  for (double* part : {&ended, &over, &bad, &minutes, &slots}) *part *= keep;
}

void UsualWaits::add(int week_slot, const Tally& what) {
  hours_[hour(week_slot)].add(what);
  all_.add(what);
}

void UsualWaits::learn(int week_slot, Duration wait, bool over, bool bad) {
  add(week_slot, {.ended = 1,
                  .over = static_cast<double>(over),
                  .bad = static_cast<double>(bad),
                  .minutes = to_minutes(wait)});
}

void UsualWaits::end_day() {
  const double keep = std::exp2(-1 / kWaitHalfLifeDays);
  for (Tally& tally : hours_) tally.fade(keep);
  all_.fade(keep);
}

double UsualWaits::minutes(int week_slot) const {
  const Tally& now = hours_[hour(week_slot)];
  const double mean = all_.minutes / (all_.slots + 1);
  return (now.minutes + kPriorSlots * mean) / (now.slots + kPriorSlots);
}

double UsualWaits::share(double Tally::*of, int week_slot) const {
  const Tally& now = hours_[hour(week_slot)];
  const double mean = (all_.*of + 1) / (all_.ended + 10);
  return (now.*of + kPriorCallers * mean) / (now.ended + kPriorCallers);
}

}  // namespace holdwatch::core
