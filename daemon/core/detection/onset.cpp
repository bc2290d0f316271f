// Every minute of the past hours is a candidate: the log likelihood ratio of a constant factor
// since then against none, by the counts since then. Divided by the dispersion they are the weights
// of a posterior; its mode is the estimate, its 5 % and 95 % points the interval.
#include "core/detection/onset.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kLeastRise = 0.15;
constexpr double kMostRise = 7;
constexpr int kRamp = kRise.count();  // in minutes

// Of calls since a candidate onset, of which the first `ramp_...` came while the surge rose.
double log_likelihood_ratio(double calls, double expected, double ramp_calls,
                            double ramp_expected) {
  const double weighted = std::max(expected - ramp_expected / 2, 1e-9);
  const double rise = std::clamp((calls - expected) / weighted, kLeastRise, kMostRise);
  return (calls - ramp_calls) * std::log1p(rise) + ramp_calls * std::log1p(rise / 2) -
         rise * weighted;
}

// The candidate onsets, newest first.
struct Candidates {
  std::array<double, MinuteCounts::kMinutes> weight;
  std::array<double, MinuteCounts::kMinutes> calls;
  std::array<double, MinuteCounts::kMinutes> expected;
  int size = 0;
};

// Walks the usual rate back through the slots.
class UsualRate {
 public:
  UsualRate(const DayLog& log, Time slot_from, double rate_now)
      : log_(log), from_(slot_from), rate_(rate_now), next_(log.size()) {}

  double at(Time t) {
    while (t < from_ && next_ > 0) {
      const SlotRecord& slot = log_[--next_];
      from_ = slot.from;
      rate_ = slot.usual / std::max(to_minutes(slot.length), 1e-9);
    }
    return t < from_ ? 0 : rate_;
  }

 private:
  const DayLog& log_;
  Time from_;
  double rate_;
  int next_;
};

Time minute_start(int minutes_ago, Time now) {
  return std::chrono::floor<std::chrono::minutes>(now) - minutes_ago * std::chrono::minutes{1};
}

}  // namespace

Onset find_onset(const MinuteCounts& counts, const DayLog& log, Time slot_from, double rate_now,
                 double busyness, double dispersion, Time earliest, Time now) {
  Candidates c;
  UsualRate usual(log, slot_from, rate_now);
  double calls = 0;
  double expected = 0;
  double best = -1e30;
  int mode = 0;
  for (int ago = 0; ago < MinuteCounts::kMinutes; ++ago) {
    const Time start = minute_start(ago, now);
    if (ago > 0 && start < earliest) break;
    const double minutes = ago == 0 ? to_minutes(now - start) : 1;
    calls += counts.at(start);
    expected += minutes * busyness * usual.at(start);
    c.calls[ago] = calls;
    c.expected[ago] = expected;
    const bool risen = ago >= kRamp;
    const double ramp_calls = calls - (risen ? c.calls[ago - kRamp] : 0);
    const double ramp_expected = expected - (risen ? c.expected[ago - kRamp] : 0);
    const double weight =
        log_likelihood_ratio(calls, expected, ramp_calls, ramp_expected) / dispersion;
    c.weight[ago] = weight;
    if (weight > best) {
      best = weight;
      mode = ago;
    }
    c.size = ago + 1;
  }

  double total = 0;
  for (int i = 0; i < c.size; ++i) total += c.weight[i] = std::exp(c.weight[i] - best);
  int latest = 0;
  int first = c.size - 1;
  double sum = 0;
  for (int i = 0; i < c.size; ++i) {
    if (sum < 0.05 * total) latest = i;
    if (sum < 0.95 * total) first = i;
    sum += c.weight[i];
  }
  latest = std::min(latest, mode);
  first = std::max(first, mode);
  return {{minute_start(mode, now), minute_start(first, now), minute_start(latest, now)},
          c.calls[mode],
          c.expected[mode]};
}

}  // namespace holdwatch::core
