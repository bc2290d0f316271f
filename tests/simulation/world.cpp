#include "simulation/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "config/core_settings.h"
#include "config/section.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;
using std::chrono::days;

namespace {

struct Kind {
  std::string_view category;
  bool about_sku;  ///< else about a region
  std::vector<std::string_view> reasons;
  Duration lag;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kKinds = {
      {"backorder", true, {"order_status", "cancel_order"}, 3h},
      {"late_shipment", false, {"order_status"}, 2h},
      {"defective_product", true, {"product_fault", "return_item"}, 6h},
      {"wrong_invoice", false, {"invoice_question"}, 5h},
      {"outage", false, {"cannot_log_in"}, 15min}};
  return kKinds;
}

const std::string_view kReasons[] = {"order_status",  "cancel_order", "product_fault",
                                     "cannot_log_in", "return_item",  "invoice_question"};

Duration between(demo::Random& random, Duration low, Duration high) {
  return from_seconds(random.uniform(to_seconds(low), to_seconds(high)));
}

std::vector<demo::QueuePlan> make_queues(demo::Random& random) {
  std::vector<demo::QueuePlan> queues(2 + random.below(4));
  for (std::size_t i = 0; i < queues.size(); ++i) {
    queues[i].name = fmt::format("queue-{}", i + 1);
    queues[i].busiest_per_minute = random.uniform(0.3, 3);
    queues[i].mean_talk = between(random, 1min, 5min);
    queues[i].mean_patience = between(random, 1min, 5min);
    queues[i].reasons.assign(std::begin(kReasons), std::end(kReasons));
  }
  return queues;
}

demo::PlannedIncident make_incident(const Kind& kind, Time started, demo::Random& random) {
  demo::PlannedIncident incident;
  const std::size_t subject =
      random.below(kind.about_sku ? demo::kSkus : std::size(demo::kRegions));
  (kind.about_sku ? incident.sku : incident.region) = subject;
  incident.reasons = kind.reasons;
  incident.report.category = kind.category;
  incident.report.started = started;
  incident.report.affected = std::round(random.uniform(20, 800));
  incident.report.summary = "Something upstream has gone wrong";
  if (!random.chance(0.1)) {
    const std::string name =
        kind.about_sku ? demo::sku_name(subject) : std::string(demo::kRegions[subject]);
    incident.report.scope = Scope{{kind.about_sku ? "sku" : "region", {name}}};
  }
  return incident;
}

/// Reported early (before its calls), late (hours after), or never.
Time reported(Time started, const demo::PlannedIncident& incident, demo::Random& random) {
  const double when = random.uniform();
  const Time calls_come = incident.effect ? incident.effect->from : started;
  if (when < 0.6) return started + between(random, 1min, 30min);
  if (when < 0.85) return calls_come + between(random, 10min, 20h);
  return started + 2 * kLongestWorld;
}

void add_incidents(demo::Plan& plan, demo::Random& random) {
  const double mean_gap = to_seconds(between(random, 4h, 24h));
  Time started = plan.options.history_from;
  while (started < plan.options.history_from + kLongestWorld) {
    started += from_seconds(random.exponential(mean_gap));
    const Kind& kind = kinds()[random.below(kinds().size())];
    demo::PlannedIncident incident = make_incident(kind, started, random);
    if (random.chance(0.6)) {
      const std::size_t queue = random.below(plan.queues.size());
      const double calls = plan.queues[queue].busiest_per_minute * random.uniform(0.5, 3);
      const Time from = started + from_seconds(to_seconds(kind.lag) * random.uniform(0.2, 2));
      incident.effect = demo::Effect{queue,
                                     calls,
                                     from,
                                     between(random, 10s, 30min),
                                     between(random, 5min, 5h),
                                     between(random, 2min, 1h)};
    }
    incident.report.time = reported(started, incident, random);
    if (random.chance(0.8)) incident.closed = incident.report.time + between(random, 1h, 48h);
    plan.incidents.push_back(std::move(incident));
  }
  std::stable_sort(plan.incidents.begin(), plan.incidents.end(),
                   [](const auto& a, const auto& b) { return a.report.time < b.report.time; });
  for (std::size_t i = 0; i < plan.incidents.size(); ++i) {
    plan.incidents[i].report.id = fmt::format("INC-{}", i + 1);
  }
}

void add_absences(demo::Plan& plan, demo::Random& random) {
  Time from = plan.options.history_from;
  while (from < plan.options.history_from + kLongestWorld) {
    from += from_seconds(random.exponential(to_seconds(30h)));
    plan.absences.push_back({random.below(plan.queues.size()), from,
                             from + between(random, 30min, 4h), random.uniform(0.3, 1)});
  }
}

/// Half of all kinds of trouble befall a world, some seldom and some all the time.
double share(demo::Random& random, double most) {
  return random.chance(0.5) ? most * std::pow(10, random.uniform(-2, 0)) : 0;
}

Duration time_between(demo::Random& random, Duration least, Duration most) {
  const bool is_ever = random.chance(0.6);
  const double factor = std::pow(to_seconds(most) / to_seconds(least), random.uniform());
  return is_ever ? from_seconds(to_seconds(least) * factor) : 0s;
}

Troubles make_troubles(demo::Random& random) {
  Troubles t;
  t.lost = share(random, 0.02);
  t.doubled = share(random, 0.05);
  t.held_up = share(random, 0.1);
  t.late = share(random, 0.02);
  t.early = share(random, 0.005);
  t.garbled = share(random, 0.01);
  t.absurd = share(random, 0.02);
  t.disconnection = time_between(random, 2h, 48h);
  t.crash = time_between(random, 1h, 24h);
  t.clean_restart = time_between(random, 6h, 96h);
  t.disk_trouble = time_between(random, 4h, 48h);
  t.damage = random.chance(0.3) ? time_between(random, 48h, 200h) : 0s;
  t.clock_step = random.chance(0.5) ? time_between(random, 12h, 96h) : 0s;
  t.suspension = random.chance(0.5) ? time_between(random, 24h, 200h) : 0s;
  t.reload = time_between(random, 6h, 96h);
  return t;
}

}  // namespace

World make_world(std::uint64_t seed) {
  demo::Random random(seed);
  World world;
  // Any day of a year and any time of day, so that clocks change and months end.
  world.from = Time{std::chrono::sys_days{2026y / 1 / 5}} + between(random, 0s, days{365});
  world.plan.options = {.seed = random.next(), .history_from = world.from};
  world.plan.options.live_from = world.from + between(random, 0s, days{1});
  world.plan.queues = make_queues(random);
  add_incidents(world.plan, random);
  add_absences(world.plan, random);
  world.troubles = make_troubles(random);
  world.snapshot_interval = between(random, 10min, 2h);
  world.snapshot_inputs = random.chance(0.2) ? 500 : 500'000;
  world.backlog_bytes = random.chance(0.3) ? 64 * 1024 : 64 * 1024 * 1024;
  world.keep_bytes = random.chance(0.3) ? 4 * 1024 * 1024 : 256 * 1024 * 1024;
  world.keep_for = between(random, 48h, days{30});
  return world;
}

/// What needs a restart to change is the world's; the rest is of the reload.
Settings make_settings(const World& world, std::uint64_t seed, int reloads) {
  demo::Random fixed(seed);
  demo::Random random(seed + static_cast<std::uint64_t>(reloads));
  const std::string_view zone = fixed.chance(0.5) ? "Europe/Berlin" : "America/New_York";
  const bool whole_centre = fixed.chance(0.7);
  const std::string_view budget_of = fixed.chance(0.5) ? "queue" : "organisation";
  std::string queues;
  for (const demo::QueuePlan& queue : world.plan.queues) {
    const std::string_view hours =
        fixed.chance(0.2) ? ", hours: \"Mon-Sat 07:00-21:00\"" : std::string_view();
    queues += fmt::format("  - {{name: {}, long_hold: {}s{}}}\n", queue.name,
                          30 + random.below(200), hours);
  }
  const std::string text = fmt::format(
      R"(
zone: {}
groups: [{{name: group, queues: [queue-1, queue-2]}}]
detection: {{whole_centre: {}, budget_of: {}}}
limits: {{calls: {}}}
feed_silence: {}m
queues:
{})",
      zone, whole_centre, budget_of, fixed.chance(0.1) ? 1000 : 200'000, 2 + random.below(20),
      queues);
  config::Section root = config::Section::parse(text, "simulation.yaml");
  Settings settings = config::read_core_settings(root);
  root.finish();
  if (!root.problems().empty()) throw std::logic_error(to_string(root.problems().front()));
  return settings;
}

}  // namespace holdwatch::simulation
