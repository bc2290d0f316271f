// One queue's surges, whatever their driver: arrivals and service are watched side by side, and at
// most one surge is open. Demand goes first: a surge of waiting becomes one of demand when arrivals
// surge, never the other way round. Evaluations fall on events, on slot ends, and on whole minutes
// while time alone may change something.
#include "core/detection/queue_detector.h"

#include <algorithm>
#include <cmath>

#include "core/detection/arrival_watch.h"
#include "core/detection/service_watch.h"
#include "core/period.h"
#include "core/state/archive.h"

namespace holdwatch::core {

namespace {

constexpr Duration kMinute = std::chrono::minutes{1};
constexpr Duration kWaitingHysteresis = std::chrono::minutes{15};
// Who seems to wait so soon after the feed was blind may have been answered meanwhile.
constexpr Duration kFeedIsBlamed = std::chrono::minutes{15};
constexpr double kCriticalFactor = 2.5;
constexpr std::uint32_t kDetectorVersion = 7;

}  // namespace

struct QueueDetector::Impl {
  Impl(const Settings& settings, const QueueSettings& queue, Time first_seen)
      : service(queue.long_hold), arrivals(settings, queue) {
    start_slot(first_seen);
  }

  void start_slot(Time t) {
    const int day = slot.day;
    slot = slot_at(arrivals.zone(), t);
    if (slot.from < t) slot.from = t;
    if (slot.day != day) service.end_day();
    arrivals.start_slot(slot);
    service.start_slot(slot);
    clock = t;
  }

  void evaluate(Time t, const Waiting& waiting) {
    clock = t;
    arrivals.pass(t);
    if (t == slot.to) {
      service.end_slot(arrivals.is_open(), !open || open->driver == Driver::demand);
      arrivals.end_slot();
      start_slot(t);
      if (sees() && arrivals.surge_is_open() && arrivals.is_over()) end_demand();
    }
    if (sees()) judge(t, waiting);
  }

  // Opens, turns or ends the surge as things are now.
  void judge(Time t, const Waiting& waiting) {
    if (arrivals.alarm()) begin_demand(t);
    if (arrivals.surge_is_open()) return describe_demand(t);
    const std::optional<Driver> driver =
        arrivals.is_open() ? service.driver(t, waiting) : std::nullopt;
    if (driver) {
      begin_waiting(t, t - blind_until < kFeedIsBlamed ? Driver::feed : *driver);
    } else if (open && !service.strained(t, waiting) && t - strained_at >= kWaitingHysteresis) {
      end();
    } else if (open && !arrivals.is_open()) {
      end();
    }
    if (!open) return;
    if (service.strained(t, waiting)) strained_at = t;
    describe_service(t);
  }

  void begin_demand(Time t) {
    arrivals.open_surge(t);
    if (!open) open_at(t);
    open->driver = Driver::demand;
    describe_demand(t);
  }

  void describe_demand(Time t) {
    open->onset = arrivals.onset();
    open->excess_calls = arrivals.excess_calls();
    open->factor = arrivals.factor();
    open->short_calls = open->short_calls || service.short_calls(t);
    open->critical = open->critical || open->factor >= kCriticalFactor;
    describe_service(t);
  }

  void describe_service(Time t) {
    open->staffed_share = service.staffed_share();
    open->handle_time_factor = service.talk_factor();
    open->critical = open->critical || service.most_wait(t);
  }

  void begin_waiting(Time t, Driver driver) {
    strained_at = t;
    if (!open) open_at(t);
    open->driver = driver;
  }

  void open_at(Time t) {
    open.emplace();
    open->opened = t;
    open->onset = {t, t, t};
  }

  void end_demand() {
    arrivals.close_surge();
    end();
  }

  void end() {
    last = open;
    open.reset();
  }

  bool sees() const { return arrivals.is_seeing(); }

  Time next_due(const Waiting& waiting) const {
    if (!sees() || (!open && !service.needs_the_clock(waiting))) return slot.to;
    return std::min(slot.to, next_multiple(clock, kMinute));
  }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(arrivals, service, slot, clock, strained_at, blind_until, open, last);
  }

  Slot slot;
  Time clock;  // of the latest event or evaluation
  Time strained_at;
  Time blind_until;
  std::optional<Surge> open;
  std::optional<Surge> last;
  ServiceWatch service;
  ArrivalWatch arrivals;
};

QueueDetector::QueueDetector(const Settings& settings, const QueueSettings& queue, Time first_seen)
    : impl_(std::make_unique<Impl>(settings, queue, first_seen)) {}
QueueDetector::~QueueDetector() = default;
QueueDetector::QueueDetector(QueueDetector&&) noexcept = default;
QueueDetector& QueueDetector::operator=(QueueDetector&&) noexcept = default;

void QueueDetector::offered(Time t, std::span<const AttributeKey> about) {
  if (!impl_->sees()) return;
  impl_->clock = t;
  impl_->arrivals.call(t);
  tagged(t, about);
}

void QueueDetector::tagged(Time t, std::span<const AttributeKey> about) {
  if (!impl_->sees()) return;
  impl_->arrivals.about(about);
  if (impl_->arrivals.alarm()) impl_->begin_demand(t);
}

void QueueDetector::wait_ended(Time t, Duration wait, Outcome outcome) {
  if (!impl_->sees()) return;
  impl_->clock = t;
  impl_->service.wait_ended(t, impl_->slot.week_slot, wait, outcome);
  impl_->judge(t, {});
}

void QueueDetector::talk_ended(Time t, Duration talk) {
  if (!impl_->sees()) return;
  impl_->clock = t;
  impl_->service.talk_ended(t, talk);
}

void QueueDetector::staffed(Time t, std::uint32_t agents) {
  impl_->clock = t;
  impl_->service.staffed(t, agents);
}

void QueueDetector::watch(Time t, double share) {
  impl_->clock = t;
  impl_->arrivals.watch(t, share);
}

void QueueDetector::drop_evidence(Time t) {
  impl_->clock = t;
  impl_->arrivals.drop_evidence(t);
}

void QueueDetector::share_budget(std::size_t detectors) {
  impl_->arrivals.share_budget(detectors);
}

void QueueDetector::blind(Time from, Time to) {
  impl_->blind_until = std::max(impl_->blind_until, to);
  impl_->arrivals.blind(from, to);
}

void QueueDetector::see(Time t, bool is_seeing) {
  if (is_seeing == impl_->sees()) return;
  impl_->clock = t;
  impl_->arrivals.see(t, is_seeing);
}

void QueueDetector::set_long_hold(Duration limit) {
  impl_->service.set_limit(limit);
}

void QueueDetector::false_alarm(Time opened) {
  Impl& d = *impl_;
  if (d.open && d.open->opened == opened) {
    d.arrivals.reinstate(d.open->onset.estimate, d.clock);
    d.end_demand();
  } else if (d.last && d.last->opened == opened) {
    d.arrivals.reinstate(d.last->onset.estimate, d.clock);
  }
}

Time QueueDetector::next_due(const Waiting& waiting) const {
  return impl_->next_due(waiting);
}

void QueueDetector::advance_to(Time now, const Waiting& waiting) {
  for (Time due = next_due(waiting); due <= now; due = next_due(waiting)) {
    impl_->evaluate(due, waiting);
  }
}

const Surge* QueueDetector::surge() const {
  return impl_->open ? &*impl_->open : nullptr;
}

const Surge* QueueDetector::last_surge() const {
  return impl_->last ? &*impl_->last : nullptr;
}

double QueueDetector::score() const {
  return impl_->arrivals.score();
}

double QueueDetector::expected_per_minute(Time t) const {
  return impl_->arrivals.expected_per_minute(t);
}

bool QueueDetector::silent(Time now) const {
  return impl_->arrivals.silent(now);
}

bool QueueDetector::is_seeing() const {
  return impl_->arrivals.is_seeing();
}

bool QueueDetector::collapsed() const {
  return impl_->arrivals.collapsed();
}

std::vector<ExpectedBlock> QueueDetector::expected_blocks(Time from, Time to) const {
  std::vector<ExpectedBlock> blocks;
  const ArrivalWatch& arrivals = impl_->arrivals;
  const DayLog& log = arrivals.log();
  int first = log.size();  // mostly only the latest are asked for
  while (first > 0 && log[first - 1].to() > from) --first;
  const auto add = [&](const SlotRecord& slot, Time end) {
    if (end <= from || slot.from >= to) return;
    blocks.push_back({slot.from, end, slot.open_minutes, slot.usual * arrivals.busyness_of(slot),
                      slot.calls, slot.blind});
  };
  for (int i = first; i < log.size(); ++i) add(log[i], log[i].to());
  add(arrivals.current(), arrivals.passed());
  return blocks;
}

double QueueDetector::expectation_sd() const {
  return impl_->arrivals.busyness_sd();
}

double QueueDetector::spread() const {
  return impl_->arrivals.spread();
}

double QueueDetector::usual_agents(Time t) const {
  return impl_->service.usual_agents(slot_at(impl_->arrivals.zone(), t).week_slot);
}

double QueueDetector::usual_share_waiting_over_limit(Time t) const {
  return impl_->service.usual_over_share(slot_at(impl_->arrivals.zone(), t).week_slot);
}

Duration QueueDetector::open_between(Time from, Time to) const {
  return impl_->arrivals.hours().open_between(impl_->arrivals.zone(), from, to);
}

bool QueueDetector::is_open(Time t) const {
  return impl_->arrivals.hours().is_open(impl_->arrivals.zone(), t);
}

std::string QueueDetector::save() const {
  return to_bytes(kDetectorVersion, *impl_);
}

bool QueueDetector::restore(std::string_view bytes) {
  return from_bytes(bytes, kDetectorVersion, *impl_);
}

void QueueDetector::save(StateWriter& archive) const {
  archive(kDetectorVersion, *impl_);
}

void QueueDetector::load(StateReader& archive) {
  load_versioned(archive, kDetectorVersion, *impl_);
}

}  // namespace holdwatch::core
