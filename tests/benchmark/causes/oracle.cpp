// Each incident's posterior is its prior (does it make calls at all, do they land here, do they set
// in at the onset) times the likelihood of the calls, averaged over how many it makes. "None of the
// reported" is the same, averaged over all kinds and over the scopes that the calls show.
#include "oracle.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::bench {

namespace {

constexpr int kSizes = 9;            // grid of the number of calls
constexpr double kSizeSd = 0.4;      // of its logarithm, given how many are affected
constexpr double kAffectedSd = 0.7;  // likewise of the number affected
constexpr double kOnsetSd = 5.0 / 60;

double normal_density(double x, double mean, double sd) {
  const double z = (x - mean) / sd;
  return std::exp(-0.5 * z * z) / (sd * std::sqrt(2 * M_PI));
}

/// Density, per hour, of a lag under a kind, blurred by how well the onset is known.
double lag_density(const World& world, const Kind& kind, double lag) {
  if (lag <= 0.01) return 0;
  const double median = to_seconds(kind.median_lag) / 3600;
  const double sd = std::hypot(kind.lag_sigma, kOnsetSd / lag);
  const double body = normal_density(std::log(lag / median), 0, sd) / lag;
  const double scale = 0.2 * median;  // the Pareto tail's lower end
  const double tail = lag > scale ? std::pow(lag / scale, -1 / 1.2) / (1.2 * lag) : 0;
  return (1 - world.settings.heavy_lags) * body + world.settings.heavy_lags * tail;
}

double focus(bool in, std::size_t of, double usual, double wrong) {
  return wrong + (in ? (1 - wrong) / (static_cast<double>(of) * usual) : 0);
}

bool contains(const std::vector<int>& values, int v) {
  return std::find(values.begin(), values.end(), v) != values.end();
}

struct TrueScope {
  const std::vector<int>& skus;
  const std::vector<int>& regions;
  const std::vector<int>& reasons;
};

/// How much likelier a call is under the scope than usually.
double ratio(const World& world, const TrueScope& scope, const Call& c) {
  const double wrong = world.settings.wrong_attribute;
  double r = 1;
  if (!scope.skus.empty() && c.sku != kUnsaid) {
    r *= focus(contains(scope.skus, c.sku), scope.skus.size(),
               world.sku_share[static_cast<std::size_t>(c.sku)], wrong);
  }
  if (!scope.regions.empty() && c.region != kUnsaid) {
    r *= focus(contains(scope.regions, c.region), scope.regions.size(), 1.0 / kRegions, wrong);
  }
  if (c.reason != kUnsaid) {
    r *= focus(contains(scope.reasons, c.reason), scope.reasons.size(), 1.0 / kReasons, wrong);
  }
  return r;
}

/// Logarithm of the likelihood against "usual calls only", averaged over the number of calls.
double log_evidence(const World& world, const Question& q, const TrueScope& scope, double log_mean,
                    double log_sd) {
  const double lasted = to_seconds(q.now - q.onset) / 3600;
  const double came = course(q.now - q.onset);
  std::vector<double> terms;
  for (const Call& c : q.calls) {
    const double t = std::max(0.0, to_seconds(c.time - q.onset) / 3600);
    const double density = t < 0.25 ? 4 * t * came / lasted + 0.3 : std::exp(-(t - 0.17) / 3) / 3;
    terms.push_back(density / (60 * world.expected_per_minute(c.time)) * ratio(world, scope, c));
  }
  double best = -HUGE_VAL;
  std::vector<double> logs;
  for (int k = 0; k < kSizes; ++k) {
    const double z = 0.5 * (k - kSizes / 2);
    const double size = std::exp(log_mean + z * log_sd);
    double sum = -size * came - 0.5 * z * z;
    for (double term : terms) sum += std::log1p(size * term);
    logs.push_back(sum);
    best = std::max(best, sum);
  }
  double all = 0;
  double weights = 0;
  for (int k = 0; k < kSizes; ++k) {
    const double z = 0.5 * (k - kSizes / 2);
    all += std::exp(logs[static_cast<std::size_t>(k)] - best);
    weights += std::exp(-0.5 * z * z);
  }
  return best + std::log(all / weights);
}

double of_report(const World& world, const Question& q, const TrueIncident& incident) {
  const Kind& kind = world.kinds[incident.kind];
  const double lag = to_seconds(q.onset - *incident.report.started) / 3600;
  const double prior =
      world.settings.causing_share * kind.lands[q.queue] * lag_density(world, kind, lag);
  if (prior <= 0) return -HUGE_VAL;
  const double log_mean = std::log(incident.affected * kind.calls_per_affected);
  const TrueScope scope{incident.skus, incident.regions, kind.reasons};
  return std::log(prior) + log_evidence(world, q, scope, log_mean, kSizeSd);
}

/// The scopes that the calls show: the four most overrepresented articles, one or two of them.
std::vector<std::vector<int>> shown_skus(const World& world, const Question& q) {
  std::vector<double> named(kSkus);
  for (const Call& c : q.calls) {
    if (c.sku != kUnsaid) named[static_cast<std::size_t>(c.sku)] += 1;
  }
  std::vector<std::pair<double, int>> lifts;
  for (int v = 0; v < kSkus; ++v) {
    const auto i = static_cast<std::size_t>(v);
    lifts.emplace_back(named[i] - 0.7 * q.expected * world.sku_share[i], v);
  }
  std::sort(lifts.rbegin(), lifts.rend());
  std::vector<std::vector<int>> shown;
  for (int a = 0; a < 4; ++a) {
    shown.push_back({lifts[static_cast<std::size_t>(a)].second});
    for (int b = 0; b < a; ++b) {
      shown.push_back(
          {lifts[static_cast<std::size_t>(a)].second, lifts[static_cast<std::size_t>(b)].second});
    }
  }
  shown.push_back({lifts[0].second, lifts[1].second, lifts[2].second});
  return shown;
}

/// Probability that a scope of so many drawn articles is exactly this one.
double chance_of(const World& world, const std::vector<int>& skus) {
  double p = 1.0 / 3;
  for (int sku : skus) p *= world.sku_share[static_cast<std::size_t>(sku)];
  for (std::size_t k = 2; k <= skus.size(); ++k) p *= static_cast<double>(k);
  return p;
}

double add_logs(double a, double b) {
  const double top = std::max(a, b);
  return top == -HUGE_VAL ? top : top + std::log(std::exp(a - top) + std::exp(b - top));
}

double of_none(const World& world, const Question& q) {
  const WorldSettings& w = world.settings;
  const double causes_per_hour = w.incidents_per_day * w.causing_share / 24;
  const double unreported_per_hour =
      causes_per_hour * w.unreported_share / (1 - w.unreported_share);
  const std::vector<std::vector<int>> skus = shown_skus(world, q);
  const double log_mean = std::log(250 * 0.5);
  const double log_sd = std::hypot(kSizeSd, kAffectedSd);
  double sum = -HUGE_VAL;
  for (const Kind& kind : world.kinds) {
    if (kind.lands[q.queue] <= 0) continue;
    const double rate =
        unreported_per_hour / static_cast<double>(world.kinds.size()) * kind.lands[q.queue];
    for (int region = -1; region < kRegions; ++region) {
      const std::vector<int> regions = region < 0 ? std::vector<int>{} : std::vector<int>{region};
      const double of_region = region < 0 ? 0.6 : 0.4 / kRegions;
      const auto add = [&](const std::vector<int>& s, double of_skus) {
        sum =
            add_logs(sum, std::log(rate * of_region * of_skus) +
                              log_evidence(world, q, {s, regions, kind.reasons}, log_mean, log_sd));
      };
      if (!kind.by_sku) add({}, 1);
      for (const auto& s : skus) {
        if (kind.by_sku) add(s, chance_of(world, s));
      }
    }
  }
  return sum;
}

}  // namespace

Suspicion oracle(const World& world, const Question& q) {
  Suspicion best;
  double highest = of_none(world, q);
  for (const TrueIncident* incident : q.reports) {
    const double p = of_report(world, q, *incident);
    if (p <= highest) continue;
    best = incident->report.id;
    highest = p;
  }
  return best;
}

}  // namespace holdwatch::bench
