#include "core/state/visit_table.h"

#include "core/hash.h"

namespace holdwatch::core {

VisitKey::VisitKey(SourceId s, QueueId q, std::string_view c)
    : source(s), queue(q), call(c), hash(hash_bytes(c, (std::uint64_t{q} << 16) | s)) {}

/// An index that grows looks at all its visits again, and an event waits for it: of a million in
/// one for 50 ms.
VisitTable::VisitTable(std::size_t limit)
    : limit_(limit), indexes_(std::size_t{1} << kIndexBits, Index(0, Hash{this}, Equal{this})) {}

bool VisitTable::is(std::uint32_t slot, const VisitKey& key) const {
  const Visit& visit = at(slot);
  return visit.hash == key.hash && visit.queue == key.queue && visit.source == key.source &&
         visit.call == key.call;
}

Visit* VisitTable::find(const VisitKey& key) {
  Index& index = index_of(key.hash);
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &at(*found);
}

Visit* VisitTable::add(const VisitKey& key, Time joined) {
  if (size() >= limit_) {
    if (ended_.head == kNone) return nullptr;
    forget(at(ended_.head));
  }
  const std::uint32_t slot = new_slot();
  Visit& visit = at(slot);
  visit.slot = slot;
  visit.call.assign(key.call);
  visit.hash = key.hash;
  visit.queue = key.queue;
  visit.source = key.source;
  begin(visit, joined);
  index_of(key.hash).insert(slot);
  return &visit;
}

void VisitTable::rejoin(Visit& visit, Time joined) {
  take_out(visit.slot);
  begin(visit, joined);
}

/// Nothing is left of an earlier visit but its strings' capacity.
void VisitTable::begin(Visit& visit, Time joined) {
  visit.about.clear();
  visit.joined = joined;
  visit.wait_ended = visit.ended = visit.held_since = visit.forget_at = Time{};
  visit.ref = kNoCall;
  visit.phase = Phase::waiting;
  visit.counted = true;
  enter_line(visit.slot);
}

void VisitTable::answer(Visit& visit) {
  move_to(visit, Phase::talking);
}

void VisitTable::hold(Visit& visit) {
  move_to(visit, Phase::held);
}

void VisitTable::resume(Visit& visit) {
  move_to(visit, Phase::talking);
}

void VisitTable::end(Visit& visit, Time at) {
  move_to(visit, Phase::ended);
  visit.ended = at;
}

void VisitTable::move_to(Visit& visit, Phase phase) {
  take_out(visit.slot);
  visit.phase = phase;
  List& list = list_of(visit);
  insert_after(list, list.tail, visit.slot);
}

/// A visit of another table, at the end of the list that its phase gives it.
void VisitTable::adopt(Visit visit) {
  const std::uint32_t slot = new_slot();
  visit.slot = slot;
  visit.hash = VisitKey(visit.source, visit.queue, visit.call).hash;
  at(slot) = std::move(visit);
  List& list = list_of(at(slot));
  insert_after(list, list.tail, slot);
  index_of(at(slot).hash).insert(slot);
}

void VisitTable::forget(Visit& visit) {
  take_out(visit.slot);
  index_of(visit.hash).erase(visit.slot);
  free_.push_back(visit.slot);
}

std::uint32_t VisitTable::new_slot() {
  if (!free_.empty()) {
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }
  if (used_ % kChunk == 0) chunks_.push_back(std::make_unique<Visit[]>(kChunk));
  return used_++;
}

VisitTable::List& VisitTable::make(std::vector<List>& lists, QueueId queue) {
  if (queue >= lists.size()) lists.resize(queue + 1);
  return lists[queue];
}

VisitTable::List& VisitTable::list_of(const Visit& visit) {
  switch (visit.phase) {
    case Phase::waiting:
      return make(lines_, visit.queue);
    case Phase::held:
      return make(held_, visit.queue);
    case Phase::ended:
      return ended_;
    default:
      return talking_;
  }
}

void VisitTable::insert_after(List& list, std::uint32_t place, std::uint32_t slot) {
  const std::uint32_t next = place == kNone ? list.head : at(place).next;
  at(slot).previous = place;
  at(slot).next = next;
  (place == kNone ? list.head : at(place).next) = slot;
  (next == kNone ? list.tail : at(next).previous) = slot;
  ++list.size;
}

void VisitTable::enter_line(std::uint32_t slot) {
  List& list = make(lines_, at(slot).queue);
  std::uint32_t place = list.tail;  // nearly always the last: events come nearly in order
  while (place != kNone && at(place).joined > at(slot).joined) place = at(place).previous;
  insert_after(list, place, slot);
}

void VisitTable::take_out(std::uint32_t slot) {
  const Visit& visit = at(slot);
  List& list = list_of(visit);
  (visit.previous == kNone ? list.head : at(visit.previous).next) = visit.next;
  (visit.next == kNone ? list.tail : at(visit.next).previous) = visit.previous;
  --list.size;
}

}  // namespace holdwatch::core
