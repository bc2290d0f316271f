#include "core/detection/usual_waits.h"

#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kWaitHalfLifeDays = 56;
constexpr double kPriorSlots = 2;
constexpr double kPriorCallers = 20;  // how many of the queue's mean an hour's share starts with

}  // namespace

void UsualWaits::Tally::add(int hour, double amount) {
  hours[hour] += amount;
  all += amount;
}

void UsualWaits::Tally::fade(double keep) {
  for (double& hour : hours) hour *= keep;
  all *= keep;
}

void UsualWaits::learn(int week_slot, Duration wait, bool over, bool bad) {
  ended_.add(hour(week_slot), 1);
  over_.add(hour(week_slot), over);
  bad_.add(hour(week_slot), bad);
  minutes_.add(hour(week_slot), to_minutes(wait));
}

void UsualWaits::end_day() {
  const double keep = std::exp2(-1 / kWaitHalfLifeDays);
  for (Tally* tally : {&ended_, &over_, &bad_, &minutes_, &slots_}) tally->fade(keep);
}

double UsualWaits::minutes(int week_slot) const {
  const double mean = minutes_.all / (slots_.all + 1);
  const int h = hour(week_slot);
  return (minutes_.hours[h] + kPriorSlots * mean) / (slots_.hours[h] + kPriorSlots);
}

double UsualWaits::share(const Tally& tally, int week_slot) const {
  const double mean = (tally.all + 1) / (ended_.all + 10);
  const int h = hour(week_slot);
  return (tally.hours[h] + kPriorCallers * mean) / (ended_.hours[h] + kPriorCallers);
}

}  // namespace holdwatch::core
