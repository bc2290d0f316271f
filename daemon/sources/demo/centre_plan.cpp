// Three queues of a mail-order company. Every incident is of one of a few kinds, which say what it
// is about, where its calls land and what callers ask; most cause no calls at all. The hours around
// live_from are laid out by hand, so that whoever watches sees one surge with one right answer.
#include "sources/demo/centre_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sources/demo/random.h"

namespace holdwatch::demo {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

enum QueueIndex : std::size_t { kOrders, kSupport, kReturns };

struct Kind {
  std::string_view category;
  QueueIndex queue;
  bool about_sku;  ///< else about a region
  std::vector<std::string_view> reasons;
  Duration lag;  ///< from its start to its calls
  std::string_view summary;
};

const Kind kBackorder = {"backorder", kOrders,
                         true,        {"order_status", "cancel_order"},
                         hours{3},    "The supplier moved the delivery of {} by two weeks"};
const Kind kLateShipment = {"late_shipment",  kOrders,  false,
                            {"order_status"}, hours{2}, "The depot for {} is a day behind"};
const Kind kBadShipment = {"bad_shipment", kReturns, true,
                           {"wrong_item"}, hours{4}, "{} was packed into the wrong boxes"};
const Kind kDefect = {"defective_product", kSupport, true,
                      {"product_fault"},   hours{6}, "A batch of {} came with a cracked hinge"};
const Kind kAdvertising = {
    "misleading_advertising", kOrders,  true,
    {"promotion_question"},   hours{1}, "The newsletter promised a gift with {}"};
const Kind kOutage = {"outage",          kSupport,    false,
                      {"cannot_log_in"}, minutes{15}, "Customers in {} could not log in"};
const Kind* const kKinds[] = {&kBackorder, &kLateShipment, &kBadShipment,
                              &kDefect,    &kAdvertising,  &kOutage};

std::vector<QueuePlan> make_queues() {
  return {
      {"orders",
       24,
       seconds{110},
       seconds{150},
       {"order_status", "cancel_order", "new_order", "promotion_question"}},
      {"support",
       12,
       seconds{160},
       seconds{180},
       {"product_fault", "how_to", "cannot_log_in", "order_status"}},
      {"returns", 6, seconds{130}, seconds{150}, {"return_item", "wrong_item", "policy_question"}},
  };
}

/// An incident without calls; its subject is an index into the SKUs or the regions.
PlannedIncident make_incident(const Kind& kind, std::size_t subject, Time started, Time reported,
                              double affected) {
  const std::string name = kind.about_sku ? sku_name(subject) : std::string(kRegions[subject]);
  PlannedIncident incident;
  incident.report.time = reported;
  incident.report.category = kind.category;
  incident.report.started = started;
  incident.report.scope = Scope{{kind.about_sku ? "sku" : "region", {name}}};
  incident.report.affected = affected;
  incident.report.summary = fmt::format(fmt::runtime(kind.summary), name);
  (kind.about_sku ? incident.sku : incident.region) = subject;
  incident.reasons = kind.reasons;
  return incident;
}

PlannedIncident random_incident(const Kind& kind, Time started, Random& random) {
  std::size_t subject = random.below(kind.about_sku ? kSkus : std::size(kRegions));
  if (kind.about_sku && subject == kSurgingSku) subject = 0;  // one right answer only
  const Duration report_delay = from_seconds(random.uniform(5, 90) * 60);
  const Duration open_for = from_seconds(random.uniform(6, 30) * 3600);
  PlannedIncident incident = make_incident(kind, subject, started, started + report_delay,
                                           std::round(random.uniform(50, 800)));
  incident.closed = started + report_delay + open_for;
  return incident;
}

/// The past (and what is to come after the demonstration): incidents at random, of which one in
/// eight raises calls, but none of those near the live surge.
void add_random_incidents(Plan& plan, Random& random) {
  const Time live = plan.options.live_from;
  Time started = plan.options.history_from;
  for (;;) {
    started += from_seconds(random.exponential(12 * 3600));
    if (started >= live + days{2}) return;
    if (started > live - days{2} && started < live + hours{2}) continue;
    const Kind& kind = *kKinds[random.below(std::size(kKinds))];
    PlannedIncident incident = random_incident(kind, started, random);
    if (random.chance(0.125)) {
      const Time from = started + kind.lag;
      const double extra = random.uniform(0.8, 1.6) * usual_per_minute(plan, kind.queue, from);
      incident.effect = Effect{kind.queue, extra, from, minutes{10}, hours{3}, minutes{30}};
    }
    plan.incidents.push_back(std::move(incident));
  }
}

void add_live_incidents(Plan& plan) {
  const Time live = plan.options.live_from;
  auto add = [&](const Kind& kind, std::size_t subject, Duration started_before,
                 Duration reported_before, double affected) -> PlannedIncident& {
    return plan.incidents.emplace_back(
        make_incident(kind, subject, live - started_before, live - reported_before, affected));
  };
  add(kOutage, 3, hours{44}, hours{43}, 700);
  add(kDefect, 17, hours{30}, hours{29}, 150);
  add(kLateShipment, 1, hours{21}, hours{20}, 300);
  add(kBackorder, 58, hours{9}, hours{8}, 200);
  add(kBadShipment, 5, hours{5}, hours{4}, 120);
  add(kAdvertising, 23, minutes{95}, minutes{80}, 400);
  add(kLateShipment, 4, minutes{70}, minutes{55}, 250);
  PlannedIncident& backorder = add(kBackorder, kSurgingSku, hours{3}, minutes{140}, 600);
  backorder.effect =
      Effect{kOrders, 55, live + plan.options.surge_after, seconds{10}, minutes{12}, minutes{4}};
}

}  // namespace

std::string sku_name(std::size_t sku) {
  return fmt::format("SKU-{:04}", sku);
}

double Effect::rate_per_minute(Time t) const {
  if (t < from || t >= end()) return 0;
  const double risen = std::min(1.0, to_seconds(t - from) / to_seconds(rise));
  const Duration beyond = std::max(t - (from + rise + plateau), Duration::zero());
  return calls_per_minute * risen * std::exp(-to_seconds(beyond) / to_seconds(fall));
}

double usual_per_minute(const Plan& plan, std::size_t queue, Time t) {
  constexpr double kWeekdays[] = {0.85, 1.1, 1.0, 0.97, 0.97, 1.0, 0.9};  // Sunday first
  const Time centre_time = Time{hours{11}} + (t - plan.options.live_from);
  const auto midnight = std::chrono::floor<days>(centre_time);
  const double from_noon = to_seconds(centre_time - midnight) / 3600 - 12;
  const double of_the_day = 0.08 + 0.92 * std::exp(-(from_noon / 4.2) * (from_noon / 4.2));
  const std::chrono::weekday weekday{std::chrono::floor<days>(t)};
  return plan.queues[queue].busiest_per_minute * of_the_day * kWeekdays[weekday.c_encoding()];
}

double presence(const Plan& plan, std::size_t queue, Time t) {
  double present = 1;
  for (const Absence& absence : plan.absences) {
    const bool is_now = absence.queue == queue && absence.from <= t && t < absence.to;
    if (is_now) present = std::min(present, 1 - absence.share);
  }
  return present;
}

Plan make_plan(const CentreOptions& options) {
  Plan plan{options, make_queues(), {}, {}};
  Random random(options.seed);
  add_random_incidents(plan, random);
  add_live_incidents(plan);
  std::stable_sort(plan.incidents.begin(), plan.incidents.end(),
                   [](const PlannedIncident& a, const PlannedIncident& b) {
                     return a.report.time < b.report.time;
                   });
  for (std::size_t i = 0; i < plan.incidents.size(); ++i) {
    plan.incidents[i].report.id = fmt::format("INC-{:04}", i + 1);
  }
  return plan;
}

}  // namespace holdwatch::demo
