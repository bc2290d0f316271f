// A discrete-event simulation: a heap holds what is planned, the earliest step is run, and what
// happens in it is queued for whoever asks next. Arrivals are Poisson with a rate that is taken as
// constant for a quarter of a minute, so that a gap which reaches beyond is drawn anew from there.
#include "sources/demo/simulation.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::demo {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kRateStep = seconds{15};
constexpr Duration kShift = minutes{30};
constexpr std::size_t kCustomers = 60'000;
constexpr double kSkuKnown = 0.7;
constexpr double kReasonSaid = 0.6;
constexpr double kPutOnHold = 0.06;
constexpr Duration kLongestHold = seconds{45};

/// A factor around 1 that is the same throughout one `period`: how busy a day or half hour is.
double busyness(std::uint64_t seed, std::size_t queue, Time t, Duration period, double sigma) {
  const auto index = static_cast<std::uint64_t>(t.time_since_epoch() / period);
  Random random(seed + 31 * index + 7919 * queue + static_cast<std::uint64_t>(period.count()));
  return std::exp(sigma * random.normal());
}

/// Popular products are asked about more: the i-th in proportion to 1 / (i + 4).
std::uint32_t popular_sku(Random& random) {
  const double spread = std::log((kSkus + 4) / 4.0);
  return static_cast<std::uint32_t>(4 * std::exp(spread * random.uniform()) - 4);
}

Duration talk_time(Duration mean, Random& random) {
  constexpr double kSigma = 0.6;
  const double factor = std::exp(kSigma * random.normal() - kSigma * kSigma / 2);
  return from_seconds(std::max(10.0, to_seconds(mean) * factor));
}

/// Enough for the usual calls, with a margin that the chance of a half hour rarely uses up.
std::uint32_t agents_for(double calls_per_minute, Duration mean_talk) {
  const double load = calls_per_minute * to_minutes(mean_talk);
  return static_cast<std::uint32_t>(std::ceil(load + 1.5 * std::sqrt(load))) + 1;
}

}  // namespace

Simulation::Simulation(const Plan& plan)
    : plan_(plan), random_(plan.options.seed), desks_(plan.queues.size()) {
  const Time from = plan.options.history_from;
  for (std::size_t queue = 0; queue < plan.queues.size(); ++queue) {
    streams_.push_back({queue, nullptr});
    plan_step(from, Step::shift, queue);
    plan_arrival(queue, from);
  }
  for (std::size_t i = 0; i < plan.incidents.size(); ++i) {
    const PlannedIncident& incident = plan.incidents[i];
    plan_step(incident.report.time, Step::report, i);
    if (incident.closed) plan_step(*incident.closed, Step::close, i);
    if (!incident.effect) continue;
    streams_.push_back({incident.effect->queue, &incident});
    plan_arrival(streams_.size() - 1, incident.effect->from);
  }
  pop();
}

void Simulation::pop() {
  if (!happened_.empty()) happened_.pop_front();
  while (happened_.empty()) {
    const Planned planned = steps_.top();
    steps_.pop();
    run(planned);
  }
}

void Simulation::plan_step(Time t, Step step, std::uint64_t subject) {
  steps_.push({t, steps_planned_++, step, subject});
}

void Simulation::run(const Planned& planned) {
  const auto& [t, order, step, subject] = planned;
  switch (step) {
    case Step::arrival:
      arrive(streams_[subject], t);
      return plan_arrival(subject, t);
    case Step::patience:
      return run_out_of_patience(subject, t);
    case Step::hold:
      return hold(subject, EventType::held, t);
    case Step::resume:
      return hold(subject, EventType::resumed, t);
    case Step::goodbye:
      return say_goodbye(subject, t);
    case Step::shift:
      return begin_shift(static_cast<std::uint32_t>(subject), t);
    case Step::report:
      return report(subject, false, t);
    case Step::close:
      return report(subject, true, t);
  }
}

double Simulation::rate_per_minute(const Stream& stream, Time t) const {
  if (stream.incident) return stream.incident->effect->rate_per_minute(t);
  const std::uint64_t seed = plan_.options.seed;
  return usual_per_minute(plan_, stream.queue, t) * busyness(seed, stream.queue, t, days{1}, 0.05) *
         busyness(seed, stream.queue, t, kShift, 0.03);
}

void Simulation::plan_arrival(std::uint64_t stream, Time after) {
  const PlannedIncident* incident = streams_[stream].incident;
  for (Time t = after; !incident || t < incident->effect->end();) {
    const Time rate_changes = std::chrono::floor<seconds>(t) + kRateStep;
    const double rate = rate_per_minute(streams_[stream], rate_changes - kRateStep / 2);
    const Duration gap = rate > 0 ? from_seconds(random_.exponential(60 / rate)) : kRateStep;
    if (t + gap < rate_changes) return plan_step(t + gap, Step::arrival, stream);
    t = rate_changes;
  }
}

Call Simulation::make_call(const Stream& stream) {
  const PlannedIncident* incident = stream.incident;
  const auto& reasons = incident ? incident->reasons : plan_.queues[stream.queue].reasons;
  Call call;
  call.id = ++calls_made_;
  call.queue = static_cast<std::uint32_t>(stream.queue);
  call.caller = random_.below(kCustomers);
  call.region = static_cast<std::uint32_t>(random_.below(std::size(kRegions)));
  call.sku = popular_sku(random_);
  call.reason = reasons[random_.below(reasons.size())];
  if (incident) {
    // Those concerned are a small circle, who call again.
    const auto circle = static_cast<std::uint64_t>(incident - plan_.incidents.data()) + 1;
    call.caller =
        kCustomers * circle + random_.below(static_cast<std::size_t>(*incident->report.affected));
    if (incident->sku) call.sku = static_cast<std::uint32_t>(*incident->sku);
    if (incident->region) call.region = static_cast<std::uint32_t>(*incident->region);
  }
  if (!random_.chance(kSkuKnown)) call.sku = kUnknown;
  call.reason_said = random_.chance(kReasonSaid);
  return call;
}

void Simulation::arrive(const Stream& stream, Time t) {
  const Call call = make_call(stream);
  calls_.emplace(call.id, call);
  desks_[stream.queue].waiting.push_back(call.id);
  happen(t, EventType::joined, call);
  const double patience = to_seconds(plan_.queues[stream.queue].mean_patience);
  plan_step(t + from_seconds(random_.exponential(patience)), Step::patience, call.id);
  serve(call.queue, t);
}

void Simulation::serve(std::uint32_t queue, Time t) {
  Desk& desk = desks_[queue];
  while (desk.busy_agents < desk.staffed && !desk.waiting.empty()) {
    const auto longest_waiting = calls_.find(desk.waiting.front());
    desk.waiting.pop_front();
    if (longest_waiting != calls_.end()) answer(longest_waiting->second, t);
  }
}

void Simulation::answer(Call& call, Time t) {
  Desk& desk = desks_[call.queue];
  const auto free = std::find(desk.busy.begin(), desk.busy.end(), false);
  call.agent = static_cast<std::uint32_t>(free - desk.busy.begin());
  call.answered = t;
  if (free == desk.busy.end()) {
    desk.busy.push_back(true);
  } else {
    *free = true;
  }
  ++desk.busy_agents;
  happen(t, EventType::answered, call);
  const Duration talk = talk_time(plan_.queues[call.queue].mean_talk, random_);
  if (random_.chance(kPutOnHold)) {
    plan_step(t + talk / 4, Step::hold, call.id);
    plan_step(t + talk / 4 + std::min(talk / 4, kLongestHold), Step::resume, call.id);
  }
  plan_step(t + talk, Step::goodbye, call.id);
}

void Simulation::run_out_of_patience(std::uint64_t id, Time t) {
  const auto call = calls_.find(id);
  if (call == calls_.end() || call->second.agent != kUnknown) return;
  happen(t, EventType::abandoned, call->second);
  calls_.erase(call);
}

void Simulation::hold(std::uint64_t id, EventType type, Time t) {
  happen(t, type, calls_.at(id));
}

void Simulation::say_goodbye(std::uint64_t id, Time t) {
  const Call call = calls_.at(id);
  calls_.erase(id);
  if (!call.reason_said) happen(t, EventType::tagged, call);
  happen(t, EventType::completed, call);
  Desk& desk = desks_[call.queue];
  desk.busy[call.agent] = false;
  --desk.busy_agents;
  serve(call.queue, t);
}

void Simulation::begin_shift(std::uint32_t queue, Time t) {
  const double usual = usual_per_minute(plan_, queue, t + kShift / 2);
  const double there = presence(plan_, queue, t + kShift / 2);
  const auto agents = static_cast<std::uint32_t>(
      std::lround(there * agents_for(usual, plan_.queues[queue].mean_talk)));
  Desk& desk = desks_[queue];
  if (agents != desk.staffed) {
    desk.staffed = agents;
    Happening& staffed = happened_.emplace_back();
    staffed.time = t;
    staffed.type = EventType::staffed;
    staffed.call.queue = queue;
    staffed.agents = agents;
    serve(queue, t);
  }
  plan_step(t + kShift, Step::shift, queue);
}

void Simulation::happen(Time t, EventType type, const Call& call) {
  Happening& happening = happened_.emplace_back();
  happening.time = t;
  happening.type = type;
  happening.call = call;
}

void Simulation::report(std::uint64_t incident, bool closed, Time t) {
  Happening& reported = happened_.emplace_back();
  reported.time = t;
  reported.incident = &plan_.incidents[incident];
  reported.closed = closed;
}

}  // namespace holdwatch::demo
