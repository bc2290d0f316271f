// What Delivery does with a connection is done here with chance: one message at a time is on its
// way; it is received and answered, or received and the answer lost, or not received at all.
#include "simulation/receiver.h"

#include <limits>
#include <utility>

#include "model/names.h"
#include "simulation/violation.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

namespace {

constexpr double kAnswerLost = 0.02;
constexpr double kSlow = 0.05;

Instant instant(Time time) {
  return Instant{time.time_since_epoch()};
}

Time time_of(Instant instant) {
  return Time{std::chrono::duration_cast<Duration>(instant.time_since_epoch())};
}

bool at_any_time(const Notice&) {
  return true;
}

}  // namespace

Receiver::Receiver(std::uint64_t seed, Tally& tally)
    : random_(seed ^ 0x4ecc),
      tally_(tally),
      messages_per_minute_(1 + static_cast<int>(random_.below(120))),
      mean_presence_(random_.uniform(1, 48) * 3600) {}

// --- The daemon ----------------------------------------------------------------------------------

void Receiver::attach() {
  outbox_.emplace(messages_per_minute_);
  knows_what_was_open_ = false;
  next_ = Time::max();
}

/// A message that was on its way has arrived or not.
void Receiver::detach() {
  if (!outbox_) return;
  for (const DeliveryQueue::Parcel& parcel : std::exchange(on_their_way_, {})) {
    if (random_.chance(0.5)) receive(parcel.notice);
  }
  tally_.count("alerts owed to the receiver when a daemon ended", everything_owed().size());
  outbox_.reset();
  next_ = Time::max();
}

void Receiver::close(Time now) {
  if (is_away(now)) return;
  if (!on_their_way_.empty()) answer(now);
  for (const DeliveryQueue::Parcel& parcel : everything_owed()) receive(parcel.notice);
}

std::vector<std::string> Receiver::owed() {
  return outstanding_.alerts();
}

std::vector<DeliveryQueue::Parcel> Receiver::everything_owed() {
  return outbox_->queue.take(Instant::max(), std::numeric_limits<std::size_t>::max(), at_any_time);
}

void Receiver::tell(const AlertChange& change, Time now) {
  std::optional<Notice> notice = outbox_->subscription.take(change);
  if (!notice) return;
  notice->receipt = outstanding_.issue(change.id);
  told_.insert(change.id);
  require(outbox_->queue.put(*std::move(notice), instant(now)),
          "{} alerts are owed to a receiver: there is no room", DeliveryQueue::kLimit);
  plan_next(now);
}

void Receiver::see(const Snapshot& snapshot) {
  if (!std::exchange(knows_what_was_open_, true)) outbox_->subscription.assume_told(snapshot);
}

// --- Delivery ------------------------------------------------------------------------------------

void Receiver::go_on(Time now) {
  if (on_their_way_.empty()) {
    send(now);
  } else {
    answer(now);
    plan_next(now);
  }
}

void Receiver::send(Time now) {
  on_their_way_ = outbox_->queue.take(instant(now), 1, at_any_time);
  if (on_their_way_.empty()) return plan_next(now);
  outbox_->pace.sent(instant(now));
  next_ = now + from_seconds(random_.uniform(0, random_.chance(kSlow) ? 10 : 0.1));
}

void Receiver::answer(Time now) {
  std::vector<DeliveryQueue::Parcel> parcels = std::exchange(on_their_way_, {});
  const bool is_received = !is_away(now);
  const bool is_answered = is_received && !random_.chance(kAnswerLost);
  if (is_received) {
    for (const DeliveryQueue::Parcel& parcel : parcels) receive(parcel.notice);
  }
  if (is_answered) {
    tally_.count("deliveries");
    outbox_->pace.succeeded();
    outbox_->queue.settle(parcels, instant(now));
  } else {
    tally_.count("deliveries that failed");
    outbox_->pace.failed(instant(now), 0s, random_.uniform());
    outbox_->queue.put_back(std::move(parcels));
  }
}

void Receiver::receive(const Notice& notice) {
  const AlertStatus status = notice.change.status;
  Held& held = held_[notice.change.id];
  held.time = notice.change.time;
  held.is_over = status == AlertStatus::resolved || (held.is_over && status != AlertStatus::firing);
}

void Receiver::plan_next(Time now) {
  if (!on_their_way_.empty()) return;
  const std::optional<Instant> due = outbox_->queue.next_due();
  next_ = due ? std::max(now, time_of(std::max(*due, outbox_->pace.ready_at()))) : Time::max();
}

bool Receiver::is_away(Time now) {
  while (now >= away_until_) {
    const Time from = std::max(away_until_, now - 1h);
    away_from_ = from + from_seconds(random_.exponential(mean_presence_));
    away_until_ = away_from_ + from_seconds(random_.uniform(10, 6 * 3600));
  }
  return now >= away_from_;
}

// --- What must hold ------------------------------------------------------------------------------

void Receiver::check(const Snapshot& snapshot) const {
  if (!on_their_way_.empty() || outbox_->queue.next_due()) return;
  for (const AlertChange& alert : snapshot.alerts) {
    if (!told_.contains(alert.id)) continue;
    const bool is_over = alert.status == AlertStatus::resolved;
    const auto held = held_.find(alert.id);
    // Of what was over before he could be told at all he hears nothing, nor of a long hold that
    // somebody had acknowledged by then.
    const bool is_settled = is_over || alert.acknowledged_by;
    require(held != held_.end() || is_settled, "{} {}: the receiver never heard of it",
            to_string(alert.kind), alert.id);
    if (held == held_.end()) continue;
    require(held->second.is_over == is_over, "{} {}: is {}, but the receiver has it as {}",
            to_string(alert.kind), alert.id, to_string(alert.status),
            held->second.is_over ? "over" : "open");
    // Of long holds he hears each step once, and nothing after an acknowledgement.
    require(alert.kind == AlertKind::long_hold || held->second.time == alert.time,
            "{} {}: the receiver has an older state", to_string(alert.kind), alert.id);
  }
}

}  // namespace holdwatch::simulation
