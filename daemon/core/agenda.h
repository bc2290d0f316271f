#pragma once

#include <queue>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/queue.h"
#include "model/time.h"

namespace holdwatch::core {

/// Which queue has to be looked at when, without any event. Earliest first, ties by queue: the
/// order is a function of the input alone.
class Agenda {
 public:
  /// Looks at `queue` by `due` at the latest; an earlier entry makes this unnecessary.
  void schedule(Queue& queue, Time due) {
    if (due >= queue.scheduled) return;
    queue.scheduled = due;
    entries_.push({due, queue.id});
  }

  Time next() const { return entries_.empty() ? Time::max() : entries_.top().first; }

  /// Takes the first entry; the caller evaluates the queue and schedules it anew. Entries that an
  /// earlier one overtook are passed over.
  template <class QueueOf, class Evaluate>
  void take(QueueOf&& queue_of, Evaluate&& evaluate) {
    const auto [due, id] = entries_.top();
    entries_.pop();
    Queue& queue = queue_of(id);
    if (queue.scheduled != due) return;
    queue.scheduled = Time::max();
    evaluate(queue, due);
  }

 private:
  using Entry = std::pair<Time, QueueId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> entries_;
};

}  // namespace holdwatch::core
