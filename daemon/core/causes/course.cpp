// How a cause's calls will go on is told by how they went so far: they may fade from the start, or
// go on evenly for a while and fade then, sooner or later. Each such course is as likely as it
// usually is times how well it fits the calls' own times; what is still to come is the mixture of
// what each course has left, in the hours when the queue is open.
#include "core/causes/course.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/causes/call_mixture.h"

namespace holdwatch::core {

namespace {

constexpr Duration kSlot = std::chrono::minutes{30};
constexpr Duration kLeastAge = std::chrono::minutes{5};  // nothing can be told of a younger course
constexpr Duration kAhead = std::chrono::hours{36};
constexpr double kUsualHours = 3.5;  // that calls go on, on a logarithmic scale
constexpr double kUsualSd = 0.6;
constexpr double kShortest = 0.5;    // hours
constexpr int kLengths = 13;         // each longer by the square root of two
constexpr double kTail = 1.0 / 6;    // of its length: how fast an even course fades
constexpr double kTrust = 0.35;      // calls cluster in time by themselves
constexpr double kNoise = 0.2;       // relative, of what comes about what a course says
constexpr double kOver = 0.03;       // probability that no more come, whatever was seen
constexpr double kLeastOdds = 0.05;  // of calls that tell anything
constexpr int kOddsClasses = 12;     // each of twice the odds
constexpr int kSizeSteps = 3;
constexpr double kNinetyPercentWidth = 3.29;  // standard deviations from end to end

/// A stretch of a surge's time.
struct Slot {
  double from = 0;  // hours since the onset
  double to = 0;
  double open = 0;  // hours
  bool is_past = false;
  std::array<double, kOddsClasses> calls{};  // by their odds
};

double odds_of(int odds_class) {
  return kLeastOdds * std::exp2(odds_class + 0.5);
}

std::size_t class_of(double odds) {
  const int c = static_cast<int>(std::log2(odds / kLeastOdds));
  return static_cast<std::size_t>(std::clamp(c, 0, kOddsClasses - 1));
}

/// One way in which the calls may go on.
struct Going {
  double hours = 0;
  bool is_even = false;

  /// What has come until then, up to a factor.
  double until(double t) const {
    if (!is_even) return hours * (1 - std::exp(-t / hours));
    const double tail = kTail * hours;
    return std::min(t, hours) + (t > hours ? tail * (1 - std::exp((hours - t) / tail)) : 0);
  }
  double during(const Slot& s) const {
    return s.open / (s.to - s.from) * (until(s.to) - until(s.from));
  }
  double log_prior() const {
    const double off = std::log(hours / kUsualHours) / kUsualSd;
    return -0.5 * off * off;
  }
};

std::vector<Slot> slots(const SurgeEvidence& surge, std::span<const OwnCall> own, Time onset,
                        Time now) {
  std::vector<Slot> all;
  for (Time t = onset; t < now + kAhead;) {
    const Time to = t < now ? std::min(t + kSlot, now) : t + kSlot;
    all.push_back({.from = to_seconds(t - onset) / 3600,
                   .to = to_seconds(to - onset) / 3600,
                   .open = to_seconds(surge.open_between(t, to)) / 3600,
                   .is_past = t < now});
    t = to;
  }
  for (const OwnCall& call : own) {
    if (call.odds < kLeastOdds) continue;
    const auto place = std::max<Duration>(call.time - onset, Duration{0}) / kSlot;
    const auto i = std::min(static_cast<std::size_t>(place), all.size() - 1);
    all[i].calls[class_of(call.odds)] += 1;
  }
  return all;
}

struct Fit {
  double log_weight = 0;
  double came = 1;  // of the calls that were thought to have come
  double rest = 0;  // to come for each that came
};

/// A course says when a cause's calls come, and so which of all calls are its own; how many those
/// are follows, and is found by a few steps.
Fit fit(const Going& going, const std::vector<Slot>& slots) {
  double came = 1e-9;
  double to_come = 0;
  double open = 1e-9;
  double thought = 1e-9;
  for (const Slot& s : slots) {
    (s.is_past ? came : to_come) += going.during(s);
    if (!s.is_past) continue;
    open += s.open;
    for (int c = 0; c < kOddsClasses; ++c) {
      thought += s.calls[static_cast<std::size_t>(c)] * odds_of(c) / (1 + odds_of(c));
    }
  }
  Fit f{.rest = to_come / came};
  double log_likelihood = 0;
  for (int step = 0; step < kSizeSteps; ++step) {
    double own = 0;
    log_likelihood = -f.came * thought;
    for (const Slot& s : slots) {
      if (!s.is_past || s.open <= 0) continue;
      const double denser = f.came * going.during(s) / came * open / s.open;
      for (int c = 0; c < kOddsClasses; ++c) {
        const double odds = denser * odds_of(c);
        const double calls = s.calls[static_cast<std::size_t>(c)];
        if (calls <= 0) continue;
        own += calls * odds / (1 + odds);
        log_likelihood += calls * std::log1p(odds);
      }
    }
    f.came = own / thought;
  }
  f.log_weight = going.log_prior() + kTrust * log_likelihood;
  return f;
}

}  // namespace

Estimate still_to_come(const SurgeEvidence& surge, std::span<const OwnCall> own,
                       const Estimate& calls, Time now) {
  const Time onset = std::min(surge.onset.estimate, now - kLeastAge);
  const std::vector<Slot> all = slots(surge, own, onset, now);
  std::vector<Fit> fits;
  double best = -HUGE_VAL;
  for (int i = 0; i < 2 * kLengths; ++i) {
    fits.push_back(fit({kShortest * std::exp2(0.5 * (i / 2)), i % 2 == 0}, all));
    best = std::max(best, fits.back().log_weight);
  }
  double sum = 0;
  for (const Fit& f : fits) sum += std::exp(f.log_weight - best);
  const double sd = (calls.high - calls.low) / kNinetyPercentWidth;
  // How far a course has run is known only as well as when it began.
  const double onset_sd = to_minutes(surge.onset.high - surge.onset.low) / kNinetyPercentWidth;
  const double blur = std::min(1.0, onset_sd / to_minutes(now - onset));
  std::vector<CallCount> possibilities;
  for (const Fit& f : fits) {
    const double mean = calls.estimate * f.came * f.rest;
    const double relative = std::hypot(kNoise, blur);
    possibilities.push_back(
        {.probability = (1 - kOver) * std::exp(f.log_weight - best) / sum,
         .mean = mean,
         .sd = std::sqrt(std::pow(sd * f.rest, 2) + mean + std::pow(relative * mean, 2))});
  }
  return summarise(possibilities);
}

}  // namespace holdwatch::core
