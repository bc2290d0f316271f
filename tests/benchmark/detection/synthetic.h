#pragma once

#include <map>

#include "benchmark/detection/series.h"

namespace holdwatch::bench {

/// A queue whose calls have the statistics of a real one: a Cox process whose intensity wanders
/// from day to day and within the day (sds and memories as Weinberg, Brown & Stroud 2007 found them
/// in a North American bank), two humps a day, busy Mondays, odd days.
struct World {
  std::chrono::year_month_day first;
  int days = 120;
  double calls_per_hour = 115;
  int opens = 7;  ///< local hours
  int closes = 21;
  bool weekends = false;
  std::shared_ptr<const Zone> zone = std::make_shared<const Zone>();
  std::vector<std::chrono::year_month_day> holidays;  ///< 0.55 of the usual, 1.15 on the day after
  double month_turn = 1.08;                           ///< on the last and the first day of a month
  double day_sd = 0.063;
  double day_memory = 0.63;  ///< autocorrelation of successive days
  double hour_sd = 0.042;
  double hour_memory = 120;  ///< minutes
};

Series simulate(const World& world, Random& random);

}  // namespace holdwatch::bench
