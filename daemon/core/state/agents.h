#pragma once

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "core/ids.h"
#include "model/call_event.h"
#include "model/disposition.h"

namespace holdwatch::core {

/// Who serves which queue. A feed gives either a number per queue (`staffed`) or named agents with
/// their states; the number holds until named agents are known.
class Agents {
 public:
  using Counts = std::array<std::uint32_t, kAgentStates>;

  /// At most so many agents; each serves a few queues, and none of them all.
  explicit Agents(std::size_t limit) : limit_(limit), most_memberships_(5 * limit) {}

  /// Calls `changed(queue)` for each queue whose figures this moved.
  template <class F>
  Disposition set(std::string_view agent, QueueId queue, AgentState state, F&& changed) {
    Agent* known = find_or_add(agent);
    if (known == nullptr) return Disposition::too_many;
    Membership* membership = find_or_add(*known, queue);
    if (membership == nullptr) return Disposition::too_many;
    move(*membership, state);
    changed(queue);
    return Disposition::accepted;
  }

  /// An agent's state in all queues where it was ever seen.
  template <class F>
  Disposition set_everywhere(std::string_view agent, AgentState state, F&& changed) {
    Agent* known = find_or_add(agent);
    if (known == nullptr) return Disposition::too_many;
    for (Membership& m : known->queues) {
      move(m, state);
      changed(m.queue);
    }
    return Disposition::accepted;
  }

  void set_number(QueueId queue, std::uint32_t agents);

  bool named(QueueId queue) const { return queue < queues_.size() && queues_[queue].named; }
  Counts counts(QueueId queue) const {
    return queue < queues_.size() ? queues_[queue].counts : Counts{};
  }
  bool known(QueueId queue) const;
  /// Agents who take calls: available and busy, or the number given.
  std::uint32_t serving(QueueId queue) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(agents_, queues_, memberships_);
  }

 private:
  struct Membership {
    QueueId queue;
    AgentState state;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(queue, state);
    }
  };
  struct Agent {
    std::vector<Membership> queues;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(queues);
    }
  };
  struct Queue {
    Counts counts{};
    bool named = false;
    bool numbered = false;
    std::uint32_t number = 0;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(counts, named, numbered, number);
    }
  };

  Agent* find_or_add(std::string_view agent);
  Membership* find_or_add(Agent& agent, QueueId queue);
  void move(Membership& membership, AgentState to);
  Queue& of(QueueId queue);

  std::size_t limit_;
  std::size_t most_memberships_;
  std::size_t memberships_ = 0;
  boost::unordered_flat_map<std::string, Agent, TextHash, std::equal_to<>> agents_;
  std::vector<Queue> queues_;
};

}  // namespace holdwatch::core
