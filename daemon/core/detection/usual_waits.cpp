#include "core/detection/usual_waits.h"

#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kHalfLifeDays = 56;
constexpr double kPriorCallers = 20;  // how many of the queue's mean an hour's share starts with

}  // namespace

void UsualWaits::Tally::add(int hour) {
  hours[hour] += 1;
  all += 1;
}

void UsualWaits::Tally::fade(double keep) {
  for (double& hour : hours) hour *= keep;
  all *= keep;
}

void UsualWaits::learn(int week_slot, bool over, bool bad) {
  ended_.add(hour(week_slot));
  if (over) over_.add(hour(week_slot));
  if (bad) bad_.add(hour(week_slot));
}

void UsualWaits::end_day() {
  const double keep = std::exp2(-1 / kHalfLifeDays);
  for (Tally* tally : {&ended_, &over_, &bad_}) tally->fade(keep);
}

double UsualWaits::share(const Tally& tally, int week_slot) const {
  const double mean = (tally.all + 1) / (ended_.all + 10);
  const int h = hour(week_slot);
  return (tally.hours[h] + kPriorCallers * mean) / (ended_.hours[h] + kPriorCallers);
}

}  // namespace holdwatch::core
