#include "core/state/agents.h"

#include <algorithm>

namespace holdwatch::core {

bool Agents::known(QueueId queue) const {
  return queue < queues_.size() && (queues_[queue].named || queues_[queue].numbered);
}

std::uint32_t Agents::serving(QueueId queue) const {
  if (queue >= queues_.size()) return 0;
  const Queue& q = queues_[queue];
  if (!q.named) return q.number;
  return q.counts[static_cast<std::size_t>(AgentState::available)] +
         q.counts[static_cast<std::size_t>(AgentState::busy)];
}

void Agents::set_number(QueueId queue, std::uint32_t agents) {
  of(queue).numbered = true;
  of(queue).number = agents;
}

Agents::Agent* Agents::find_or_add(std::string_view agent) {
  auto found = agents_.find(agent);
  if (found != agents_.end()) return &found->second;
  if (agents_.size() >= limit_) return nullptr;
  return &agents_.emplace(std::string(agent), Agent{}).first->second;
}

Agents::Membership* Agents::find_or_add(Agent& agent, QueueId queue) {
  auto found = std::find_if(agent.queues.begin(), agent.queues.end(),
                            [&](const Membership& m) { return m.queue == queue; });
  if (found != agent.queues.end()) return &*found;
  if (memberships_ >= most_memberships_) return nullptr;
  ++memberships_;
  ++of(queue).counts[static_cast<std::size_t>(AgentState::offline)];
  of(queue).named = true;
  return &agent.queues.emplace_back(Membership{queue, AgentState::offline});
}

void Agents::move(Membership& membership, AgentState to) {
  Queue& queue = of(membership.queue);
  --queue.counts[static_cast<std::size_t>(membership.state)];
  ++queue.counts[static_cast<std::size_t>(to)];
  membership.state = to;
}

Agents::Queue& Agents::of(QueueId queue) {
  if (queue >= queues_.size()) queues_.resize(queue + 1);
  return queues_[queue];
}

}  // namespace holdwatch::core
