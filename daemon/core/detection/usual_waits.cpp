#include "core/detection/usual_waits.h"

#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kWaitHalfLifeDays = 56;
constexpr double kPriorSlots = 2;
constexpr double kPriorCallers = 20;  // how many of the queue's mean an hour's share starts with

}  // namespace

template <class Number>
void UsualWaits::Tally<Number>::add(const Tally<double>& other) {
  ended += other.ended;
  over += other.over;
  bad += other.bad;
  minutes += other.minutes;
}

template <class Number>
void UsualWaits::Tally<Number>::fade(double keep) {
  for (Number* part : {&ended, &over, &bad, &minutes}) *part *= keep;
}

void UsualWaits::learn(int week_slot, Duration wait, bool over, bool bad) {
  const Tally<double> what{.ended = 1,
                           .over = static_cast<double>(over),
                           .bad = static_cast<double>(bad),
                           .minutes = to_minutes(wait)};
  hours_.at(hour(week_slot)).add(what);
  all_.add(what);
}

void UsualWaits::end_slot(int week_slot) {
  slots_[hour(week_slot)] += 1;
  all_slots_ += 1;
}

void UsualWaits::end_day() {
  const double keep = std::exp2(-1 / kWaitHalfLifeDays);
  for (Tally<Single>& tally : hours_.values()) tally.fade(keep);
  for (Single& slots : slots_) slots *= keep;
  all_.fade(keep);
  all_slots_ *= keep;
}

double UsualWaits::minutes(int week_slot) const {
  const double mean = all_.minutes / (all_slots_ + 1);
  return (hours_[hour(week_slot)].minutes + kPriorSlots * mean) /
         (slots_[hour(week_slot)] + kPriorSlots);
}

double UsualWaits::over_share(int week_slot) const {
  return share(hours_[hour(week_slot)].over, all_.over, week_slot);
}

double UsualWaits::bad_share(int week_slot) const {
  return share(hours_[hour(week_slot)].bad, all_.bad, week_slot);
}

double UsualWaits::share(double of_hour, double of_all, int week_slot) const {
  const double mean = (of_all + 1) / (all_.ended + 10);
  return (of_hour + kPriorCallers * mean) / (hours_[hour(week_slot)].ended + kPriorCallers);
}

}  // namespace holdwatch::core
