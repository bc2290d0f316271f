#include "comparators.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace holdwatch::bench {

namespace {

constexpr double kLookbackHours = 72;

/// How often each value of one attribute was named, and how often it usually would have been.
struct Shares {
  std::vector<double> named;
  std::vector<double> usual;  // scaled to as many calls as carry the attribute and were expected
  double carrying = 0;

  double excess(std::size_t v) const { return named[v] - usual[v]; }
};

Shares count(const Question& q, int Call::*attribute, std::span<const double> usual_share) {
  Shares s{std::vector<double>(usual_share.size()), {usual_share.begin(), usual_share.end()}};
  for (const Call& c : q.calls) {
    if (c.*attribute == kUnsaid) continue;
    s.named[static_cast<std::size_t>(c.*attribute)] += 1;
    s.carrying += 1;
  }
  const double all = std::max<double>(1, static_cast<double>(q.calls.size()));
  for (double& u : s.usual) u *= q.expected * s.carrying / all;
  return s;
}

struct AllShares {
  Shares sku;
  Shares region;
};

AllShares count_all(const World& world, const Question& q) {
  const std::vector<double> regions(kRegions, 1.0 / kRegions);
  return {count(q, &Call::sku, world.sku_share), count(q, &Call::region, regions)};
}

/// By how many standard deviations the named values of a scope are above the usual.
double overlap(const Shares& shares, const std::vector<int>& values) {
  double named = 0;
  double usual = 0.5;
  for (int v : values) {
    named += shares.named[static_cast<std::size_t>(v)];
    usual += shares.usual[static_cast<std::size_t>(v)];
  }
  return values.empty() ? 0 : (named - usual) / std::sqrt(usual);
}

double overlap(const AllShares& shares, const TrueIncident& incident) {
  return std::max(overlap(shares.sku, incident.skus), overlap(shares.region, incident.regions));
}

double triangular_score(const Question& q, const TrueIncident& incident) {
  const double hours = to_seconds(q.onset - *incident.report.started) / 3600;
  return std::max(0.0, 1 - hours / kLookbackHours);
}

/// ThirdEye scores a dimension by how much its share of the calls has changed.
double dimension_score(const AllShares& shares, const TrueIncident& incident) {
  double best = 0;
  const auto look = [&](const Shares& s, const std::vector<int>& values) {
    for (int v : values) {
      const double change = s.excess(static_cast<std::size_t>(v)) / std::max(1.0, s.carrying);
      if (change > 0.01) best = std::max(best, change);
    }
  };
  look(shares.sku, incident.skus);
  look(shares.region, incident.regions);
  return best;
}

Suspicion best_by(const Question& q, const std::function<double(const TrueIncident&)>& score) {
  const TrueIncident* best = nullptr;
  double highest = 0;
  for (const TrueIncident* incident : q.reports) {
    const double s = score(*incident);
    if (s <= highest) continue;
    best = incident;
    highest = s;
  }
  return best == nullptr ? Suspicion{} : best->report.id;
}

/// Jensen-Shannon divergence of the shares.
double surprise(const Shares& s) {
  double named = 0;
  double usual = 0;
  for (std::size_t v = 0; v < s.named.size(); ++v) {
    named += s.named[v];
    usual += s.usual[v];
  }
  if (named <= 0 || usual <= 0) return 0;
  double sum = 0;
  for (std::size_t v = 0; v < s.named.size(); ++v) {
    const double p = s.usual[v] / usual;
    const double q = s.named[v] / named;
    if (p > 0) sum += 0.5 * p * std::log(2 * p / (p + q));
    if (q > 0) sum += 0.5 * q * std::log(2 * q / (p + q));
  }
  return sum;
}

/// The values that explain two thirds of the extra calls, if few do.
std::vector<int> explaining(const Shares& s) {
  constexpr std::size_t kFew = 3;
  std::vector<int> values;
  std::vector<std::size_t> order(s.named.size());
  for (std::size_t v = 0; v < order.size(); ++v) order[v] = v;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return s.excess(a) > s.excess(b); });
  double extra = 0;
  for (std::size_t v = 0; v < s.named.size(); ++v) extra += s.excess(v);
  double explained = 0;
  for (std::size_t v : order) {
    if (explained >= 0.67 * extra || values.size() == kFew) break;
    if (s.excess(v) < 0.1 * extra) break;
    values.push_back(static_cast<int>(v));
    explained += s.excess(v);
  }
  return values;
}

bool any_in(const std::vector<int>& values, const std::vector<int>& scope) {
  return std::find_first_of(values.begin(), values.end(), scope.begin(), scope.end()) !=
         values.end();
}

}  // namespace

Suspicion most_recent(const World&, const Question& q) {
  return best_by(
      q, [](const TrueIncident& i) { return to_seconds(i.report.started->time_since_epoch()); });
}

Suspicion recent_and_overlapping(const World& world, const Question& q) {
  constexpr double kBeyondUsual = 3;
  const AllShares shares = count_all(world, q);
  const Suspicion found = best_by(q, [&](const TrueIncident& i) {
    return overlap(shares, i) > kBeyondUsual ? triangular_score(q, i) : 0;
  });
  return found ? found : most_recent(world, q);
}

Suspicion triangular(const World&, const Question& q) {
  return best_by(q, [&](const TrueIncident& i) { return triangular_score(q, i); });
}

Suspicion compound(const World& world, const Question& q) {
  const AllShares shares = count_all(world, q);
  return best_by(q, [&](const TrueIncident& i) {
    const double time = triangular_score(q, i);
    if (time <= 0) return 0.0;
    const double dimension = dimension_score(shares, i);
    return time + (dimension > 0 ? 1 : 0) + std::min(dimension, 1.0);
  });
}

Suspicion adtributor(const World& world, const Question& q) {
  const AllShares shares = count_all(world, q);
  const bool by_sku = surprise(shares.sku) >= surprise(shares.region);
  const std::vector<int> values = explaining(by_sku ? shares.sku : shares.region);
  return best_by(q, [&](const TrueIncident& i) {
    return any_in(values, by_sku ? i.skus : i.regions) ? triangular_score(q, i) : 0;
  });
}

}  // namespace holdwatch::bench
