#include "sources/asterisk_ami/members.h"

#include "sources/asterisk_ami/ami_words.h"

namespace holdwatch::asterisk_ami {

namespace {

// Status: 0 unknown 1 not in use 2 in use 3 busy 4 invalid 5 unavailable 6 ringing 7 ringing while
// in use 8 on hold. Asterisk offers calls to members of an unknown status, so they are available.
bool is_unavailable(std::string_view status) {
  return status == "4" || status == "5";
}

bool is_busy(std::string_view status) {
  return status == "2" || status == "3" || status == "6" || status == "7" || status == "8";
}

}  // namespace

void Members::heard(const Message& message, Time at) {
  Key key{message["Queue"], member_of(message)};
  if (!is_fit(key.first, "queue", listener_) || !is_fit(key.second, "agent", listener_)) return;
  auto found = members_.find(key);
  if (found == members_.end()) {
    if (members_.size() >= kMaxMembers) {
      return listener_.rejected(Disposition::too_many, "members of queues");
    }
    found = members_.emplace(std::move(key), Member{}).first;
  }
  Member& member = found->second;
  member.listed = true;
  if (const std::string_view status = message["Status"]; !status.empty()) {
    member.unavailable = is_unavailable(status);
    member.busy = is_busy(status);
  }
  if (message.has("Paused")) member.paused = message["Paused"] == "1";
  const AgentState serving = member.busy ? AgentState::busy : AgentState::available;
  const AgentState reachable = member.paused ? AgentState::paused : serving;
  tell(found->first, member, member.unavailable ? AgentState::offline : reachable, at);
}

void Members::removed(const Message& message, Time at) {
  const auto found = members_.find(Key{message["Queue"], member_of(message)});
  if (found == members_.end()) return;
  tell(found->first, found->second, AgentState::offline, at);
  members_.erase(found);
}

void Members::list_begins() {
  for (auto& [key, member] : members_) member.listed = false;
}

void Members::list_ends(const ListScope& scope, Time at) {
  for (auto entry = members_.begin(); entry != members_.end();) {
    auto& [key, member] = *entry;
    const bool is_gone = !member.listed && scope.covers(key.first);
    if (is_gone) tell(key, member, AgentState::offline, at);
    entry = is_gone ? members_.erase(entry) : std::next(entry);
  }
}

void Members::tell(const Key& key, Member& member, AgentState state, Time at) {
  if (member.told && member.state == state) return;
  member.told = true;
  member.state = state;
  CallEvent event;
  event.time = at;
  event.type = EventType::agent;
  event.agent_state = state;
  event.queue = key.first;
  event.agent = key.second;
  listener_.event(event);
}

}  // namespace holdwatch::asterisk_ami
