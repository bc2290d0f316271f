#include "sources/freeswitch_esl/agents.h"

#include "wire/text.h"

namespace holdwatch::freeswitch_esl {

namespace {

using Row = CallcenterTable::Row;

/// Lists are not checked before they come here.
bool is_fit(std::string_view text) {
  return !text.empty() && !wire::check_text(text, "");
}

CallEvent agent_event(std::string_view agent, std::string_view queue, AgentState state, Time at) {
  CallEvent event;
  event.type = EventType::agent;
  event.time = at;
  event.agent = agent;
  event.queue = queue;
  event.agent_state = state;
  return event;
}

}  // namespace

void Agents::state_changed(std::string_view agent, std::string_view state, Time at,
                           wire::Receiver& receiver) {
  auto* known = find_or_add(agent, receiver);
  if (known == nullptr) return;
  known->second.state = state;
  tell(*known, at, receiver);
}

void Agents::status_changed(std::string_view agent, std::string_view status, Time at,
                            wire::Receiver& receiver) {
  auto* known = find_or_add(agent, receiver);
  if (known == nullptr) return;
  known->second.status = status;
  tell(*known, at, receiver);
}

void Agents::offered(std::string_view agent, std::string_view queue, Time at,
                     wire::Receiver& receiver) {
  const std::string_view name = naming_.short_name(queue);
  if (!is_fit(name)) return;
  auto* known = find_or_add(agent, receiver);
  if (known == nullptr) return;
  const auto [place, is_new] = known->second.queues.emplace(name);
  if (!is_new) return;
  const AgentState state = state_of(known->second);
  known->second.told = state;
  receiver.event(agent_event(known->first, *place, state, at));
}

void Agents::listed(const CallcenterTable& agents, Time now, wire::Receiver& receiver) {
  agents.each([&](const Row& row) {
    auto* known = find_or_add(row["name"], receiver);
    if (known == nullptr) return;
    known->second.status = is_fit(row["status"]) ? row["status"] : "";
    known->second.state = is_fit(row["state"]) ? row["state"] : "";
    tell(*known, now, receiver);
  });
}

void Agents::tiers_listed(const CallcenterTable& tiers, Time now, wire::Receiver& receiver) {
  std::map<std::string_view, std::set<std::string_view>> queues;  // by agent
  tiers.each([&](const Row& row) {
    offered(row["agent"], row["queue"], now, receiver);
    queues[naming_.short_name(row["agent"])].insert(naming_.short_name(row["queue"]));
  });
  for (auto& [name, agent] : agents_) {
    const auto& serves = queues[name];
    for (auto next = agent.queues.begin(); next != agent.queues.end();) {
      const auto queue = next++;
      if (serves.contains(*queue)) continue;
      receiver.event(agent_event(name, *queue, AgentState::offline, now));
      agent.queues.erase(queue);
    }
  }
}

Agents::ByName::value_type* Agents::find_or_add(std::string_view full, wire::Receiver& receiver) {
  const std::string_view name = naming_.short_name(full);
  const auto known = agents_.find(name);
  if (known != agents_.end()) return &*known;
  if (!is_fit(name)) return nullptr;
  if (agents_.size() >= kMost) {
    receiver.rejected({.reason = Disposition::too_many, .detail = "too many agents"});
    return nullptr;
  }
  return &*agents_.emplace(std::string(name), Agent{}).first;
}

AgentState Agents::state_of(const Agent& agent) {
  if (agent.status == "Logged Out") return AgentState::offline;
  for (const std::string_view busy : {"Receiving", "In a queue call", "Reserved"}) {
    if (agent.state == busy) return AgentState::busy;
  }
  const bool takes_calls = agent.status != "On Break" && agent.state != "Idle";
  return takes_calls ? AgentState::available : AgentState::paused;
}

/// Where its state has changed, in each of its queues.
void Agents::tell(ByName::value_type& entry, Time at, wire::Receiver& receiver) {
  auto& [name, agent] = entry;
  const AgentState state = state_of(agent);
  if (agent.told == state) return;
  agent.told = state;
  for (const std::string& queue : agent.queues) {
    receiver.event(agent_event(name, queue, state, at));
  }
}

}  // namespace holdwatch::freeswitch_esl
