#include "core/alerts/update_rule.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

/// How many of the thresholds a probability has passed.
int certainty(double probability) {
  constexpr double kThresholds[] = {.5, .8, .95};
  return static_cast<int>(std::count_if(std::begin(kThresholds), std::end(kThresholds),
                                        [&](double t) { return probability >= t; }));
}

bool excess_left_interval(const AlertChange& told, const AlertChange& now) {
  if (!told.excess_calls || !now.excess_calls) return false;
  const double excess = now.excess_calls->estimate;
  return excess < told.excess_calls->low || excess > told.excess_calls->high;
}

}  // namespace

bool first_cause_changed(const AlertChange& told, const AlertChange& now) {
  if (told.causes.empty() || now.causes.empty()) return told.causes.empty() != now.causes.empty();
  return told.causes[0].incident != now.causes[0].incident ||
         certainty(told.causes[0].probability) != certainty(now.causes[0].probability);
}

bool worth_telling(const AlertChange& told, const AlertChange& now) {
  return told.driver != now.driver || told.severity != now.severity ||
         told.pattern != now.pattern || first_cause_changed(told, now) ||
         excess_left_interval(told, now) || now.time - told.time >= kRefreshPeriod;
}

}  // namespace holdwatch::core
