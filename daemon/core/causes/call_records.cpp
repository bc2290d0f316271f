#include "core/causes/call_records.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kRecordHalfLifeDays = 28;
// Calls teach what is usual only when they are this old: by then it is known whether they belonged
// to a surge, and most of their late tags have come.
constexpr Duration kProbation = std::chrono::hours{4};

/// Calls `mark` for the remembered calls from the newest back to `from`.
template <class Mark>
void for_each_since(CallMemory& calls, Time from, Mark mark) {
  for (CallRef i = calls.next(); i > calls.oldest(); --i) {
    RememberedCall& call = *calls.find(i - 1);
    if (call.time < from) break;
    mark(i - 1, call);
  }
}

}  // namespace

CallRef CallRecords::offered(QueueId queue, Time t, std::span<const AttributeKey> attributes) {
  if (!first_seen_) first_seen_ = t;
  QueueRecords& records = at(queue);
  const std::size_t before = records.calls.places();
  RememberedCall& call = records.calls.add(t, places_ < kPlacesOfAllQueues);
  places_ += records.calls.places() - before;
  call.in_surge = records.surge_since && t >= *records.surge_since;
  for (AttributeKey key : attributes) call.set(key);
  teach(records, t);
  return records.calls.next() - 1;
}

void CallRecords::tagged(QueueId queue, CallRef ref, std::span<const AttributeKey> attributes) {
  if (queue >= queues_.size()) return;
  QueueRecords& records = queues_[queue];
  RememberedCall* call = records.calls.find(ref);
  if (call == nullptr) return;
  for (AttributeKey key : attributes) {
    call->set(key);
    if (ref < records.untaught && !call->in_surge) teach(records, key, one_call(call->time));
  }
}

void CallRecords::surge_opened(QueueId queue, Time onset) {
  QueueRecords& records = at(queue);
  records.surge_since = onset;
  for_each_since(records.calls, onset, [](CallRef, RememberedCall& call) { call.in_surge = true; });
}

void CallRecords::surge_closed(QueueId queue, Time end) {
  QueueRecords& records = at(queue);
  records.surge_since.reset();
  for_each_since(records.calls, end, [&](CallRef, RememberedCall& call) {
    if (call.time > end) call.in_surge = false;
  });
}

void CallRecords::false_alarm(QueueId queue, Time onset, Time end) {
  QueueRecords& records = at(queue);
  for_each_since(records.calls, onset, [&](CallRef ref, RememberedCall& call) {
    if (call.time > end || !call.in_surge) return;
    call.in_surge = false;
    if (ref < records.untaught) teach(records, call);
  });
}

const QueueRecords& CallRecords::of(QueueId queue) const {
  static const QueueRecords nothing;
  return queue < queues_.size() ? queues_[queue] : nothing;
}

double CallRecords::one_call(Time t) const {
  return std::exp2(to_seconds(t - first_seen_.value_or(t)) / (kRecordHalfLifeDays * 86'400));
}

QueueRecords& CallRecords::at(QueueId queue) {
  if (queue >= queues_.size()) queues_.resize(queue + 1);
  return queues_[queue];
}

void CallRecords::teach(QueueRecords& records, Time now) {
  if (now < records.teaches_at) return;
  records.untaught = std::max(records.untaught, records.calls.oldest());
  records.teaches_at = Time::min();
  for (; records.untaught < records.calls.next(); ++records.untaught) {
    const RememberedCall& call = records.calls.at(records.untaught);
    if (call.time > now - kProbation) {
      records.teaches_at = call.time + kProbation;
      return;
    }
    if (!call.in_surge) teach(records, call);
  }
}

void CallRecords::teach(QueueRecords& records, const RememberedCall& call) {
  const double weight = one_call(call.time);
  for (AttributeKey key : call.attributes) {
    if (key == kNoAttribute) break;
    teach(records, key, weight);
  }
  records.usual.add_call(weight);
  all_usual_.add_call(weight);
}

void CallRecords::teach(QueueRecords& records, AttributeKey key, double weight) {
  if (key == kNoAttribute) return;
  records.usual.add(key, weight);
  all_usual_.add(key, weight);
}

}  // namespace holdwatch::core
