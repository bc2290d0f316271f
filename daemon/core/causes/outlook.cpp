// The number of calls is lognormal around affected customers times contact rate, if any come at
// all; its interval is that of the mixture with zero. The queue's own noise is Poisson's over the
// course of a cause's calls, and what days differ by.
#include "core/causes/outlook.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/causes/normal.h"

namespace holdwatch::core {

namespace {

constexpr double kSizeSd = 0.6;  // of the logarithm of the number of calls
constexpr double kDaySd = 0.1;
constexpr std::size_t kCourseHours = 5;

/// The standard normal's quantile, by halving.
double normal_quantile(double q) {
  double low = -8;
  double high = 8;
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (normal_below(middle) < q ? low : high) = middle;
  }
  return high;
}

/// Of a number that is zero unless, with `probability`, lognormal around `size`.
double quantile(double probability, double size, double q) {
  const double zero = 1 - probability;
  if (q <= zero) return 0;
  return size * std::exp(kSizeSd * normal_quantile((q - zero) / probability));
}

/// Usual calls of the queue's busiest hours in the day that follows, as many as a course takes:
/// calls that set in at night come when the doors open.
double usual_calls(const Queue& queue, Time from) {
  std::array<double, 24> hourly{};
  for (std::size_t h = 0; h < hourly.size(); ++h) {
    hourly[h] = 60 * queue.detector.expected_per_minute(from + std::chrono::hours{h});
  }
  std::sort(hourly.begin(), hourly.end(), std::greater<>());
  return std::accumulate(hourly.begin(), hourly.begin() + kCourseHours, 0.0);
}

}  // namespace

Outlook outlook(const IncidentSnapshot& incident, const CategoryKnowledge& category,
                double makes_calls, const Queue& queue, Time now) {
  Outlook o;
  const double before = makes_calls * category.lands_in(queue.id, queue.settings.name);
  const double still = 1 - category.lag().mass(Duration{0}, now - incident.started);
  o.probability = before * still / (1 - before + before * still);
  const double size = incident.affected.value_or(0) * category.calls_per_affected();
  // The mean of what is unlikely, but then much, lies beyond where it mostly is.
  const double mean = o.probability * size;
  o.calls = {mean, std::min(mean, quantile(o.probability, size, 0.05)),
             std::max(mean, quantile(o.probability, size, 0.95))};
  const LagHistogram lag = category.lag().histogram();
  o.sets_in = {std::max(now, incident.started + lag.median),
               std::max(now, incident.started + lag.low),
               std::max(now, incident.started + lag.high)};
  const double usual = usual_calls(queue, o.sets_in.estimate);
  o.usual = usual;
  o.noise = std::sqrt(usual + kDaySd * kDaySd * usual * usual + 1);
  return o;
}

}  // namespace holdwatch::core
