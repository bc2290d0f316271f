// Incidents of ten kinds begin at random; some make calls in one or two queues after a lag, that
// rise for a quarter of an hour and then fade. Usual calls come all the while, with busy days, a
// daily shape and noisy half-hours. Calls carry what they are about, as far as anybody noted it.
#include "world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace holdwatch::bench {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr double kFadeHours = 3;

struct KindPlan {
  const char* name;
  double lag_hours;
  double sigma;
  std::array<double, kQueues> lands;
  std::vector<int> reasons;
  bool by_sku;
};

std::vector<KindPlan> kind_plans() {
  return {{"backorder", 3, .5, {1, .2, 0}, {0, 1}, true},
          {"bad_shipment", 4, .6, {.7, .5, 0}, {2, 3}, true},
          {"late_shipment", 1.5, .5, {1, 0, 0}, {0}, false},
          {"defective_product", 6, .6, {0, 1, 0}, {4, 3}, true},
          {"stock_mismatch", 2, .5, {1, 0, 0}, {0, 1}, true},
          {"misleading_advertising", 1, .6, {.6, .6, 0}, {5}, true},
          {"wrong_invoice", 1, .4, {0, 0, 1}, {6}, false},
          {"policy_change", 2, .6, {0, .3, .7}, {3, 7}, false},
          {"unclear_documentation", 3, .6, {0, 1, 0}, {4, 7}, true},
          {"outage", .25, .4, {.6, .5, .4}, {0, 7}, false}};
}

class Maker {
 public:
  Maker(const WorldSettings& settings, std::uint32_t seed) : random_(seed) {
    world_.settings = settings;
    for (int i = 0; i < kSkus; ++i) world_.sku_share[i] = std::pow(i + 4, -0.9);
    const double sum = std::accumulate(world_.sku_share.begin(), world_.sku_share.end(), 0.0);
    for (double& s : world_.sku_share) s /= sum;
  }

  World make() {
    make_kinds();
    for (int d = 0; d <= world_.settings.days; ++d) {
      busy_.push_back(std::exp(0.1 * normal()));
      world_.expectation.push_back(busy_.back() * std::exp(world_.settings.day_sd * normal()));
    }
    make_incidents();
    make_usual_calls();
    std::stable_sort(world_.calls.begin(), world_.calls.end(),
                     [](const Call& a, const Call& b) { return a.time < b.time; });
    std::stable_sort(world_.surges.begin(), world_.surges.end(),
                     [](const TrueSurge& a, const TrueSurge& b) { return a.onset < b.onset; });
    return std::move(world_);
  }

 private:
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  double normal() { return std::normal_distribution<double>(0, 1)(random_); }
  int poisson(double mean) { return mean > 0 ? std::poisson_distribution<int>(mean)(random_) : 0; }
  int any(int n) { return std::min(n - 1, static_cast<int>(uniform() * n)); }
  int any_sku() {
    double x = uniform();
    for (int i = 0; i < kSkus; ++i) {
      if ((x -= world_.sku_share[i]) < 0) return i;
    }
    return kSkus - 1;
  }

  void make_kinds() {
    for (const KindPlan& plan : kind_plans()) {
      Kind kind;
      kind.median_lag = from_seconds(3600 * plan.lag_hours);
      kind.lag_sigma = plan.sigma;
      kind.lands = plan.lands;
      kind.reasons = plan.reasons;
      kind.by_sku = plan.by_sku;
      kind.catalogue.name = plan.name;
      kind.catalogue.department = std::string("owner of ") + plan.name;
      const double off = std::pow(world_.settings.catalogue_off, uniform() < 0.5 ? 1 : -1);
      kind.catalogue.median_lag =
          from_seconds(3600 * std::max(0.25, std::round(plan.lag_hours * off)));
      for (std::size_t q = 0; q < kQueues; ++q) {
        if (plan.lands[q] >= 0.2) kind.catalogue.queues.emplace_back(kQueueNames[q]);
      }
      for (int r : plan.reasons) kind.catalogue.reasons.push_back(fmt::format("reason-{}", r));
      world_.kinds.push_back(std::move(kind));
    }
  }

  void make_incidents() {
    const WorldSettings& w = world_.settings;
    const int reported = poisson(w.incidents_per_day * w.days);
    for (int i = 0; i < reported; ++i) add_incident(moment(), uniform() < w.causing_share, true);
    const double causes = w.incidents_per_day * w.causing_share * w.days;
    const int unreported = poisson(causes * w.unreported_share / (1 - w.unreported_share));
    for (int i = 0; i < unreported; ++i) add_incident(moment(), true, false);
    const std::vector<TrueSurge> first = world_.surges;
    for (const TrueSurge& s : first) {
      if (uniform() < w.second_cause_share) add_second(s);
    }
  }

  Time moment() {
    return world_.start() + from_seconds(86'400.0 * (world_.settings.days - 1) * uniform());
  }

  /// Another reported incident whose calls come into the same surge.
  void add_second(const TrueSurge& first) {
    for (int tries = 0; tries < 20; ++tries) {
      const std::size_t kind = static_cast<std::size_t>(any(static_cast<int>(world_.kinds.size())));
      if (world_.kinds[kind].lands[first.queue] < 0.5) continue;
      const Duration lag = draw_lag(world_.kinds[kind]);
      const int incident = new_incident(kind, first.onset + hours{1} - lag, true, true);
      return add_surge(incident, first.queue, first.onset + hours{1});
    }
  }

  Duration draw_lag(const Kind& kind) {
    double factor = std::exp(kind.lag_sigma * normal());
    if (uniform() < world_.settings.heavy_lags) factor = 0.2 / std::pow(uniform() + 1e-3, 1.2);
    return std::min<Duration>(from_seconds(to_seconds(kind.median_lag) * factor), hours{24 * 20});
  }

  void add_incident(Time started, bool causes, bool is_reported) {
    const std::size_t kind = static_cast<std::size_t>(any(static_cast<int>(world_.kinds.size())));
    const int incident = new_incident(kind, started, causes, is_reported);
    if (!causes) return;
    const Time onset = started + draw_lag(world_.kinds[kind]);
    for (std::size_t q = 0; q < kQueues; ++q) {
      if (uniform() < world_.kinds[kind].lands[q]) add_surge(incident, q, onset);
    }
  }

  int new_incident(std::size_t kind, Time started, bool causes, bool is_reported) {
    TrueIncident i;
    i.kind = kind;
    i.started = started;
    i.is_reported = is_reported;
    i.affected = std::round((causes ? 250 : 150) * std::exp(0.7 * normal()));
    if (world_.kinds[kind].by_sku) {
      for (int n = 1 + any(3); n > 0; --n) i.skus.push_back(any_sku());
    }
    if (uniform() < 0.4) i.regions.push_back(any(kRegions));
    const auto id = static_cast<int>(world_.incidents.size());
    i.report = report_of(i, fmt::format("INC-{}", id));
    world_.incidents.push_back(std::move(i));
    return id;
  }

  IncidentReport report_of(const TrueIncident& i, std::string id) {
    const WorldSettings& w = world_.settings;
    const bool is_wrong = uniform() < w.wrong_scope;
    IncidentReport r;
    r.id = std::move(id);
    r.time = i.started + from_seconds(3600 * w.late_hours * uniform());
    r.category = world_.kinds[i.kind].catalogue.name;
    r.department = world_.kinds[i.kind].catalogue.department;
    r.started = i.started + (is_wrong ? from_seconds(3600 * (2 * uniform() - 1)) : Duration{0});
    r.affected = i.affected;
    Scope scope;
    for (std::size_t k = 0; k < i.skus.size(); ++k) {
      const int sku = is_wrong && k == 0 ? any_sku() : i.skus[k];
      scope["sku"].push_back(fmt::format("SKU-{}", sku));
    }
    for (int region : i.regions) scope["region"].push_back(fmt::format("region-{}", region));
    r.scope = std::move(scope);
    return r;
  }

  void add_surge(int incident, std::size_t queue, Time onset) {
    if (onset + hours{12} > world_.end()) return;
    const TrueIncident& cause = world_.incidents[static_cast<std::size_t>(incident)];
    const Kind& kind = world_.kinds[cause.kind];
    TrueSurge surge{.queue = queue, .incident = incident, .onset = onset, .end = onset};
    surge.calls = poisson(cause.affected * kind.calls_per_affected * std::exp(0.4 * normal()));
    for (int i = 0; i < surge.calls; ++i) {
      Call c;
      c.time = onset + from_seconds(900 * std::sqrt(uniform()) -
                                    3600 * kFadeHours * std::log(uniform() + 1e-9));
      c.queue = queue;
      c.incident = incident;
      c.sku = cause.skus.empty()
                  ? any_sku()
                  : cause.skus[static_cast<std::size_t>(any(static_cast<int>(cause.skus.size())))];
      c.region = cause.regions.empty() ? any(kRegions) : cause.regions[0];
      c.reason = kind.reasons[static_cast<std::size_t>(any(static_cast<int>(kind.reasons.size())))];
      note(c, world_.settings.coverage_in_surge);
      surge.end = std::max(surge.end, c.time);
    }
    if (surge.calls > 0) world_.surges.push_back(surge);
  }

  /// What of it anybody noted, and noted right.
  void note(Call& c, double coverage) {
    const double wrong = world_.settings.wrong_attribute;
    if (uniform() < wrong) c.sku = any(kSkus);
    if (uniform() < wrong) c.region = any(kRegions);
    if (uniform() < wrong) c.reason = any(kReasons);
    for (int* said : {&c.sku, &c.region, &c.reason}) {
      if (uniform() >= coverage) *said = kUnsaid;
    }
    world_.calls.push_back(c);
  }

  void make_usual_calls() {
    for (Time t = world_.start(); t < world_.end(); t += minutes{30}) {
      const auto day = static_cast<std::size_t>((t - world_.start()) / hours{24});
      for (std::size_t q = 0; q < kQueues; ++q) {
        const double mean = 30 * world_.usual_per_minute(t) * busy_[day] *
                            std::exp(world_.settings.half_hour_sd * normal());
        for (int n = poisson(mean); n > 0; --n) {
          Call c;
          c.time = t + from_seconds(1800 * uniform());
          c.queue = q;
          c.sku = any_sku();
          c.region = any(kRegions);
          c.reason = any(kReasons);
          note(c, world_.settings.coverage);
        }
      }
    }
  }

  World world_;
  std::mt19937 random_;
  std::vector<double> busy_;
};

}  // namespace

double World::usual_per_minute(Time t) const {
  const double of_day = to_seconds(t - std::chrono::floor<std::chrono::days>(t)) / 86'400;
  return settings.calls_per_hour / 60 * (1 - 0.5 * std::cos(2 * M_PI * of_day));
}

double World::expected_per_minute(Time t) const {
  const auto day =
      static_cast<std::size_t>(std::max<Duration>(t - start(), Duration{0}) / hours{24});
  return usual_per_minute(t) * expectation[std::min(day, expectation.size() - 1)];
}

double course(Duration t) {
  const double h = to_seconds(t) / 3600;
  return h <= 0.17 ? 0.05 : 1 - std::exp(-(h - 0.17) / kFadeHours);
}

World make_world(const WorldSettings& settings, std::uint32_t seed) {
  return Maker(settings, seed).make();
}

std::vector<WorldSettings> all_worlds() {
  return {{.name = "matched"},
          {.name = "unreported 40 %", .unreported_share = 0.4},
          {.name = "heavy lags, catalogue off by 2", .heavy_lags = 0.3, .catalogue_off = 2},
          {.name = "late and wrong reports", .late_hours = 5, .wrong_scope = 0.25},
          {.name = "two causes", .second_cause_share = 0.4},
          {.name = "tags on 35 %", .coverage = 0.35, .coverage_in_surge = 0.35},
          {.name = "tags missing not at random", .coverage_in_surge = 0.4}};
}

}  // namespace holdwatch::bench
