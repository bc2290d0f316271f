// Calls come as a Poisson process; both detectors have run for hours when its rate rises, and the
// delay is the time from there to the alarm. Our grid is told that the day and the half-hour are
// certain, so that it tests factors alone.
#include "benchmark/detection/known_rate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include "benchmark/detection/cusum.h"
#include "core/detection/surge_grid.h"

namespace holdwatch::bench {

namespace {

constexpr double kMinutesToFalseAlarm = 30 * 24 * 60;
constexpr std::array<double, 4> kFactors = {1.25, 1.5, 2, 3};
constexpr std::array<double, 5> kCallsPerHour = {30, 100, 300, 500, 1000};
constexpr int kSurges = 1000;
constexpr double kCalm = 300;         // minutes before a surge
constexpr double kAlmostNone = 1e-6;  // variance of the half-hour
constexpr int kFalseAlarms = 60;      // that the mean time between them is measured on

// Our grid with everything known but whether there is a surge.
class KnownGrid {
 public:
  explicit KnownGrid(double calls_per_minute) : rate_(calls_per_minute) {
    grid_.start_day(0, 0);
    grid_.start_block(kAlmostNone);
  }
  double call(double minutes) {
    grid_.call(minutes, minutes * rate_);
    block_ += minutes;
    if (block_ > 30) {
      grid_.start_block(kAlmostNone);
      block_ = 0;
    }
    return grid_.statistic();
  }

 private:
  core::SurgeGrid grid_;
  double rate_;
  double block_ = 0;
};

class KnownCusum {
 public:
  KnownCusum(double calls_per_minute, double factor) : rate_(calls_per_minute), sum_(factor) {}
  // The sum falls until the call, to 0 at most, and rises at it.
  double call(double minutes) {
    sum_.step(0, minutes * rate_);
    return sum_.step(1, 0);
  }

 private:
  double rate_;
  PoissonCusum sum_;
};

template <typename Detector>
double mean_delay(const Detector& fresh, double threshold, double rate, double factor,
                  Random& random) {
  double sum = 0;
  int surges = 0;
  while (surges < kSurges) {
    Detector detector = fresh;
    double highest = 0;
    for (double t = 0; t < kCalm;) {
      const double gap = random.exponential() / rate;
      highest = std::max(highest, detector.call(gap));
      t += gap;
    }
    if (highest >= threshold) continue;  // a false alarm asks nothing
    double delay = 0;
    for (double score = 0; score < threshold;) {
      const double gap = random.exponential() / (rate * factor);
      score = detector.call(gap);
      delay += gap;
    }
    sum += delay;
    ++surges;
  }
  return sum / kSurges;
}

// Mean days between the grid's false alarms, each of which begins it anew.
double days_between_false_alarms(double rate, Random& random) {
  double minutes = 0;
  for (int alarms = 0; alarms < kFalseAlarms; ++alarms) {
    KnownGrid grid(rate);
    for (double score = 0; score < kMinutesToFalseAlarm;) {
      const double gap = random.exponential() / rate;
      score = grid.call(gap);
      minutes += gap;
    }
  }
  return minutes / kFalseAlarms / (24 * 60);
}

}  // namespace

double oracle_threshold(double calls_per_minute, double factor, double minutes, Random& random) {
  constexpr int kExpected = 100;  // false alarms in the calm
  PoissonCusum cusum(factor);
  std::vector<double> maxima;
  double highest = 0;
  for (double t = 0; t < kExpected * minutes;) {
    const double gap = random.exponential() / calls_per_minute;
    t += gap;
    if (cusum.step(0, gap * calls_per_minute) == 0 && highest > 0) {
      maxima.push_back(highest);
      highest = 0;
    }
    highest = std::max(highest, cusum.step(1, 0));
  }
  std::nth_element(maxima.begin(), maxima.begin() + kExpected - 1, maxima.end(), std::greater<>());
  return maxima[kExpected - 1];
}

std::string known_rate_report(std::uint64_t seed) {
  Random random(seed);
  std::string table =
      "| calls an hour | m = 1.25 | m = 1.5 | m = 2 | m = 3 | days between false alarms |\n"
      "|---|---|---|---|---|---|\n";
  for (double calls_per_hour : kCallsPerHour) {
    const double rate = calls_per_hour / 60;
    table += fmt::format("| {:.0f} |", calls_per_hour);
    for (double factor : kFactors) {
      const double threshold = oracle_threshold(rate, factor, kMinutesToFalseAlarm, random);
      const double oracle = mean_delay(KnownCusum(rate, factor), threshold, rate, factor, random);
      const double ours = mean_delay(KnownGrid(rate), kMinutesToFalseAlarm, rate, factor, random);
      table += fmt::format(" {:.2f} ({:.1f} min) |", ours / oracle, ours);
    }
    table += fmt::format(" {:.0f} |\n", days_between_false_alarms(rate, random));
  }
  return table;
}

}  // namespace holdwatch::bench
