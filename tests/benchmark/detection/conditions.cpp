#include "benchmark/detection/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "benchmark/detection/ours.h"
#include "benchmark/detection/synthetic.h"

namespace holdwatch::bench {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::weeks;
using std::chrono::year_month_day;

std::shared_ptr<const Zone> new_york() {
  const auto at = [](year_month_day date, int hour) { return Time{sys_days{date}} + hours{hour}; };
  return std::make_shared<const Zone>("America/New_York",
                                      std::vector<Zone::Transition>{{at(2024y / 11 / 3, 6), -5h},
                                                                    {at(2025y / 3 / 9, 7), -4h},
                                                                    {at(2025y / 11 / 2, 6), -5h},
                                                                    {at(2026y / 3 / 8, 7), -4h},
                                                                    {at(2026y / 11 / 1, 6), -5h}});
}

// Four hours of twice the calls on every tenth open day before `until`.
std::vector<Span> contamination(const Series& series, Time until) {
  std::vector<Span> surges;
  std::set<int> seen;
  for (const Series::Count& count : series.counts) {
    if (count.from >= until) break;
    if (!seen.insert(series.bin(count).day).second || seen.size() % 10 != 5) continue;
    surges.push_back({count.from + 3h, count.from + 7h});
  }
  return surges;
}

struct Outcome {
  Recall recall;
  int false_alarms = 0;

  void add(const Alarms& alarms, const Recording& recording, Time since) {
    std::vector<Span> judged;
    std::copy_if(recording.surges.begin(), recording.surges.end(), std::back_inserter(judged),
                 [&](const Span& surge) { return surge.from >= since; });
    recall.add(alarms, judged);
    false_alarms += bench::false_alarms(alarms, judged, since);
  }
};

struct SpecialDays {
  std::string name;
  std::function<bool(sys_days)> holds;
};

std::vector<SpecialDays> special_days(const World& world) {
  const auto is_holiday = [dates = world.holidays](sys_days date) {
    return std::find(dates.begin(), dates.end(), year_month_day{date}) != dates.end();
  };
  return {{"weeks after a change of the clock",
           [](sys_days date) {
             const sys_days spring = 2026y / 3 / 8;
             const sys_days autumn = 2026y / 11 / 1;
             return (date >= spring && date < spring + weeks{1}) ||
                    (date >= autumn && date < autumn + weeks{1});
           }},
          {"holidays", is_holiday},
          {"days after a holiday", [=](sys_days date) { return is_holiday(date - days{1}); }},
          {"month turns", [](sys_days date) {
             return year_month_day{date}.day() == std::chrono::day{1} ||
                    year_month_day{date + days{1}}.day() == std::chrono::day{1};
           }}};
}

}  // namespace

double chance_of_excess(int special, int all, double share) {
  double chance = 0;
  for (int k = special; k <= all; ++k) {
    chance += std::exp(std::lgamma(all + 1) - std::lgamma(k + 1) - std::lgamma(all - k + 1) +
                       k * std::log(share) + (all - k) * std::log1p(-share));
  }
  return chance;
}

std::string contamination_report(std::uint64_t seed) {
  constexpr int kQueues = 100;
  World world{.first = 2026y / 1 / 5, .days = 112};
  const Time since = sys_days{world.first} + weeks{8};
  std::array<Outcome, 2> outcomes;  // clean, contaminated
  for (int i = 0; i < kQueues; ++i) {
    for (int arm = 0; arm < 2; ++arm) {
      Random random(seed + static_cast<std::uint64_t>(i));
      const Series series = simulate(world, random);
      std::vector<Span> surges = surges_of_two_hours(series, since, random);
      if (arm == 1) {
        const std::vector<Span> early = contamination(series, since);
        surges.insert(surges.begin(), early.begin(), early.end());
      }
      const Recording recording = record(series, 1, surges, 2, random);
      outcomes[arm].add(our_alarms(recording), recording, since);
    }
  }
  std::string table =
      "| training days | mean delay, x2 at 115/h | met | false alarms |\n|---|---|---|---|\n";
  for (int arm = 0; arm < 2; ++arm) {
    const Outcome& o = outcomes[arm];
    table += fmt::format("| {} | {:.1f} min | {:.1f} % of {} | {} |\n",
                         arm == 0 ? "clean" : "one in ten with 4 h of x2", o.recall.mean_delay(),
                         o.recall.percent(3), o.recall.asked, o.false_alarms);
  }
  return table;
}

std::string calendar_report(std::uint64_t seed) {
  constexpr int kQueues = 40;
  World world{.first = 2025y / 7 / 7, .days = 543, .opens = 8, .closes = 20, .weekends = true};
  world.zone = new_york();
  for (int year : {2025, 2026}) {
    for (const std::chrono::month_day day :
         {std::chrono::January / 1, std::chrono::July / 4, std::chrono::November / 26,
          std::chrono::December / 25}) {
      world.holidays.push_back(std::chrono::year{year} / day);
    }
  }
  const sys_days since = 2026y / 1 / 1;
  std::vector<sys_days> alarm_days;
  for (int i = 0; i < kQueues; ++i) {
    Random random(seed + static_cast<std::uint64_t>(i));
    const Recording recording = record(simulate(world, random), 1, {}, 1, random);
    for (const Span& alarm : our_alarms(recording)) {
      const sys_days day{floor<days>(world.zone->to_local(alarm.from)).time_since_epoch()};
      if (day >= since) alarm_days.push_back(day);
    }
  }
  std::string table =
      "| days | share of all days | alarms | of all | chance of as many |\n|---|---|---|---|---|\n";
  for (const auto& [name, holds] : special_days(world)) {
    const auto special = std::count_if(alarm_days.begin(), alarm_days.end(), holds);
    int of_year = 0;
    for (sys_days day = since; day < sys_days{2027y / 1 / 1}; day += days{1}) of_year += holds(day);
    const double share = of_year / 365.0;
    table += fmt::format(
        "| {} | {:.3f} | {} | {} | {:.2f} |\n", name, share, special, alarm_days.size(),
        chance_of_excess(static_cast<int>(special), static_cast<int>(alarm_days.size()), share));
  }
  return table;
}

std::string cold_start_report(std::uint64_t seed) {
  constexpr int kQueues = 300;
  World world{.first = 2026y / 1 / 5,
              .days = 8,
              .calls_per_hour = 60,
              .opens = 8,
              .closes = 20,
              .weekends = true};
  const Time start = sys_days{world.first};
  int calm_alarms = 0;
  Outcome surging;
  for (int i = 0; i < kQueues; ++i) {
    Random random(seed + static_cast<std::uint64_t>(i));
    const Series series = simulate(world, random);
    const Recording calm = record(series, 1, {}, 1, random);
    calm_alarms += false_alarms(our_alarms(calm), {}, start);
    // On one of the days from the second to the fifth, which have about 60 calls an hour each.
    const Time opening = start + days{1 + i % 4} + hours{world.opens};
    const Time from = opening + 1h + from_seconds(9 * 3600 * random.uniform());
    const Recording recording = record(series, 1, {{from, from + 2h}}, 3, random);
    surging.add(our_alarms(recording), recording, start);
  }
  return fmt::format(
      "| false alarms a queue in its first 7 days | x3 at 60/h on day 2 to 5, met within "
      "15/30/60/120 min, % |\n|---|---|\n| {:.3f} | {} |\n",
      calm_alarms / static_cast<double>(kQueues), surging.recall.text());
}

}  // namespace holdwatch::bench
