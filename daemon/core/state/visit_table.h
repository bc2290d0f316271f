#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/state/visit.h"

namespace holdwatch::core {

/// Which call in which queue, as one source knows it; hashed once.
struct VisitKey {
  VisitKey(SourceId s, QueueId q, std::string_view c);

  SourceId source;
  QueueId queue;
  std::string_view call;
  std::uint64_t hash;
};

/// Every visit that waits, talks, or ended not long ago, found by (source, queue, call).
///
/// Visits live in one slab and are linked by index, so that the oldest caller of each queue and
/// the next visit to forget are at the head of a list. Freed places keep their strings' capacity:
/// in the steady state nothing is allocated.
class VisitTable {
 public:
  explicit VisitTable(std::size_t limit);
  VisitTable(const VisitTable&) = delete;
  VisitTable& operator=(const VisitTable&) = delete;

  /// Null when not kept. Pointers hold until the next add().
  Visit* find(const VisitKey& key);
  /// A new visit at the place in the queue's line that its joining time gives it. At the limit the
  /// visit that ended longest ago makes room; null when none has ended. The key must not be kept
  /// yet.
  Visit* add(const VisitKey& key, Time joined);
  /// An ended visit joins again.
  void rejoin(Visit& visit, Time joined);
  /// Out of the line, into the conversation.
  void answer(Visit& visit);
  /// On hold during the conversation, and back.
  void hold(Visit& visit);
  void resume(Visit& visit);
  /// Out of the line or the conversation.
  void end(Visit& visit, Time at);
  void forget(Visit& visit);

  /// The longest-waiting caller of the queue; null when nobody waits.
  Visit* first_waiting(QueueId queue) { return at_or_null(of(lines_, queue).head); }
  const Visit* first_waiting(QueueId queue) const { return at_or_null(of(lines_, queue).head); }
  /// The caller who has been on hold longest; null when nobody is.
  Visit* first_held(QueueId queue) { return at_or_null(of(held_, queue).head); }
  const Visit* first_held(QueueId queue) const { return at_or_null(of(held_, queue).head); }
  /// The conversation that began longest ago; null when there is none.
  Visit* first_talking() { return at_or_null(talking_.head); }
  /// The visit that ended longest ago.
  Visit* first_ended() { return at_or_null(ended_.head); }
  std::uint32_t waiting(QueueId queue) const { return of(lines_, queue).size; }
  std::uint32_t held(QueueId queue) const { return of(held_, queue).size; }
  std::size_t size() const { return used_ - free_.size(); }

  template <class Archive>
  void save(Archive& archive) const {
    archive(static_cast<std::uint64_t>(size()));
    const auto write = [&](const List& list) {
      for (std::uint32_t s = list.head; s != kNone; s = at(s).next) archive(at(s));
    };
    for (const List& line : lines_) write(line);
    for (const List& held : held_) write(held);
    write(talking_);
    write(ended_);
  }
  /// Into an empty table.
  template <class Archive>
  void load(Archive& archive) {
    std::uint64_t visits = 0;
    archive(visits);
    for (; visits > 0; --visits) {
      Visit visit;
      archive(visit);
      adopt(std::move(visit));
    }
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::size_t kChunk = 512;
  static constexpr int kIndexBits = 6;

  struct List {
    std::uint32_t head = kNone;
    std::uint32_t tail = kNone;
    std::uint32_t size = 0;
  };
  struct Hash {
    using is_transparent = void;
    const VisitTable* table;
    std::size_t operator()(std::uint32_t slot) const { return table->at(slot).hash; }
    std::size_t operator()(const VisitKey& key) const { return key.hash; }
  };
  struct Equal {
    using is_transparent = void;
    const VisitTable* table;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
    bool operator()(std::uint32_t a, const VisitKey& b) const { return table->is(a, b); }
    bool operator()(const VisitKey& a, std::uint32_t b) const { return table->is(b, a); }
  };

  using Index = boost::unordered_flat_set<std::uint32_t, Hash, Equal>;

  Index& index_of(std::uint64_t hash) { return indexes_[hash >> (64 - kIndexBits)]; }
  bool is(std::uint32_t slot, const VisitKey& key) const;
  Visit& at(std::uint32_t slot) { return chunks_[slot / kChunk][slot % kChunk]; }
  const Visit& at(std::uint32_t slot) const { return chunks_[slot / kChunk][slot % kChunk]; }
  Visit* at_or_null(std::uint32_t slot) { return slot == kNone ? nullptr : &at(slot); }
  const Visit* at_or_null(std::uint32_t slot) const { return slot == kNone ? nullptr : &at(slot); }
  std::uint32_t new_slot();
  static List of(const std::vector<List>& lists, QueueId queue) {
    return queue < lists.size() ? lists[queue] : List{};
  }
  static List& make(std::vector<List>& lists, QueueId queue);
  List& list_of(const Visit& visit);
  void insert_after(List& list, std::uint32_t place, std::uint32_t slot);
  void begin(Visit& visit, Time joined);
  void enter_line(std::uint32_t slot);
  void take_out(std::uint32_t slot);
  void move_to(Visit& visit, Phase phase);
  void adopt(Visit visit);

  std::size_t limit_;
  std::vector<std::unique_ptr<Visit[]>> chunks_;
  std::vector<std::uint32_t> free_;
  std::uint32_t used_ = 0;
  std::vector<Index> indexes_;  ///< by the first bits of the hash
  std::vector<List> lines_;     ///< by queue, in the order of joining
  std::vector<List> held_;      ///< by queue, in the order of holding
  List talking_;                ///< in the order of answering
  List ended_;                  ///< in the order of ending
};

}  // namespace holdwatch::core
