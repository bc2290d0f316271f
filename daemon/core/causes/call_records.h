#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/causes/call_memory.h"
#include "core/causes/usual_shares.h"
#include "core/ids.h"

namespace holdwatch::core {

/// What is kept of one queue's calls.
struct QueueRecords {
  static constexpr std::size_t kValues = 512;

  CallMemory calls;
  ShareTable usual{kValues};
  CallRef untaught = 0;           ///< calls before this one have taught, or never will
  Time teaches_at = Time::min();  ///< that one, and not before; works itself out again
  std::optional<Time> surge_since;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(calls, usual, untaught, surge_since);
  }
};

/// The recent calls of every queue with what they said, and what calls usually say. Calls of a
/// surge teach nothing of what is usual.
class CallRecords {
 public:
  CallRef offered(QueueId queue, Time t, std::span<const AttributeKey> attributes);
  void tagged(QueueId queue, CallRef call, std::span<const AttributeKey> attributes);

  void surge_opened(QueueId queue, Time onset);
  void surge_closed(QueueId queue, Time end);
  /// The calls since `onset` were usual ones after all.
  void false_alarm(QueueId queue, Time onset, Time end);

  const QueueRecords& of(QueueId queue) const;
  const ShareTable& usual_of_all() const { return all_usual_; }
  /// What a call at `t` counts for: recent calls weigh more, so weights grow with time instead of
  /// decaying.
  double one_call(Time t) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(queues_, all_usual_, first_seen_, places_);
  }

 private:
  static constexpr std::size_t kValuesOfAllQueues = 8'192;
  static constexpr std::size_t kPlacesOfAllQueues = 4'194'304;

  QueueRecords& at(QueueId queue);
  void teach(QueueRecords& records, Time now);
  void teach(QueueRecords& records, const RememberedCall& call);
  void teach(QueueRecords& records, AttributeKey key, double weight);

  std::vector<QueueRecords> queues_;
  ShareTable all_usual_{kValuesOfAllQueues};
  std::optional<Time> first_seen_;
  std::uint64_t places_ = 0;  ///< for remembered calls, of all queues
};

}  // namespace holdwatch::core
