#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/call_event.h"
#include "sources/freeswitch_esl/callcenter_table.h"
#include "sources/freeswitch_esl/naming.h"
#include "wire/receiver.h"

namespace holdwatch::freeswitch_esl {

/// The agents of mod_callcenter. An agent has a status (whether it is at work) and a state (what it
/// does), which come apart and without a queue; the queues it serves are known from the tiers and
/// from calls that it was offered.
class Agents {
 public:
  static constexpr std::size_t kMost = 100'000;

  explicit Agents(const Naming& naming) : naming_(naming) {}

  void state_changed(std::string_view agent, std::string_view state, Time at,
                     wire::Receiver& receiver);
  void status_changed(std::string_view agent, std::string_view status, Time at,
                      wire::Receiver& receiver);
  void offered(std::string_view agent, std::string_view queue, Time at, wire::Receiver& receiver);

  /// `agent list`: all agents there are.
  void listed(const CallcenterTable& agents, Time now, wire::Receiver& receiver);
  /// `tier list`: who serves which queue, whole.
  void tiers_listed(const CallcenterTable& tiers, Time now, wire::Receiver& receiver);

 private:
  struct Agent {
    std::string status;
    std::string state;
    std::set<std::string, std::less<>> queues;
    std::optional<AgentState> told;
  };
  using ByName = std::map<std::string, Agent, std::less<>>;

  ByName::value_type* find_or_add(std::string_view name, wire::Receiver& receiver);
  static AgentState state_of(const Agent& agent);
  static void tell(ByName::value_type& agent, Time at, wire::Receiver& receiver);

  const Naming& naming_;
  ByName agents_;
};

}  // namespace holdwatch::freeswitch_esl
