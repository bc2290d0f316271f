// mod_callcenter tells of a member when it joins, when an agent's bridge begins and ends, and when
// the member leaves; the last comes twice when the time for waiting ran out during a conversation.
// Each member is therefore kept with its phase: the first end of a wait is the end, an end that
// finds no begin brings the begin along (its headers have the time), and a listing corrects what
// was lost while nobody listened.
#include "sources/freeswitch_esl/members.h"

#include <fmt/format.h>

#include <algorithm>

#include "wire/text.h"

namespace holdwatch::freeswitch_esl {

namespace {

using Row = CallcenterTable::Row;

CallEvent call_event(EventType type, Time at, std::string_view queue, std::string_view call) {
  CallEvent event;
  event.type = type;
  event.time = at;
  event.queue = queue;
  event.call = call;
  return event;
}

/// How a wait ended that no agent ended. A hang-up and a transfer both break out of the queue; only
/// the channel of a caller who hung up has a cause of it.
void set_outcome(CallEvent& end, std::string_view reason, bool hung_up) {
  end.type = hung_up ? EventType::abandoned : EventType::exited;
  if (reason == "TIMEOUT") {
    end.type = EventType::exited;
    end.outcome = Outcome::timeout;
  } else if (reason == "NO_AGENT_TIMEOUT") {
    end.type = EventType::exited;
    end.outcome = Outcome::empty;
  } else if (reason == "EXIT_WITH_KEY") {
    end.type = EventType::exited;
    end.outcome = Outcome::key;
  } else if (reason == "BREAK_OUT") {
    end.outcome = Outcome::transferred;
  }
}

bool is_waiting(const Row& row) {
  return row["state"] == "Waiting" || row["state"] == "Trying";
}

std::optional<Time> bridged_at(const Row& row, Time now) {
  if (row["state"] != "Answered") return std::nullopt;
  return epoch_seconds(row["bridge_epoch"]).value_or(now);
}

Time joined_at(const Row& row, Time now) {
  return std::max(epoch_seconds(row["joined_epoch"]).value_or(now),
                  epoch_seconds(row["rejoined_epoch"]).value_or(Time::min()));
}

}  // namespace

// --- Events --------------------------------------------------------------------------------------

void Members::joined(const EslEvent& event, Time at, wire::Receiver& receiver) {
  CallEvent join = of_member(event, EventType::joined, at);
  join.caller = event["CC-Member-CID-Number"];
  join.attributes = attributes(event, receiver);
  const auto known = members_.find(join.call);
  const bool is_told = known != members_.end() && !known->second.rumoured_since;
  if (is_told && known->second.phase == Phase::waiting) {
    join.type = EventType::tagged;  // two listings were faster
    join.caller = {};
    if (!join.attributes.empty()) receiver.event(join);
    return;
  }
  if (add(join.call, join.queue, event["CC-Member-Session-UUID"], receiver)) receiver.event(join);
}

void Members::bridged(const EslEvent& event, Time at, wire::Receiver& receiver) {
  Member* member = known(event, at, receiver);
  if (member == nullptr || member->phase != Phase::waiting) return;
  member->phase = Phase::talking;
  member->agent_channel = event["CC-Agent-UUID"];
  CallEvent answer = of_member(event, EventType::answered, at);
  answer.agent = naming_.short_name(event["CC-Agent"]);
  receiver.event(answer);
}

void Members::unbridged(const EslEvent& event, Time at, wire::Receiver& receiver) {
  Member* member = known(event, at, receiver);
  if (member != nullptr) complete(*member, event, at, receiver);
}

void Members::ended(const EslEvent& event, Time at, wire::Receiver& receiver) {
  if (event["CC-Cause"] == "Cancel") return cancel(event, at, receiver);
  Member* member = known(event, at, receiver);
  if (member == nullptr) return;
  complete(*member, event, at, receiver);
  members_.erase(members_.find(event["CC-Member-UUID"]));
}

void Members::cancel(const EslEvent& event, Time at, wire::Receiver& receiver) {
  Member* member = known(event, at, receiver);
  // The time for waiting may run out during the conversation.
  if (member == nullptr || member->phase != Phase::waiting) return;
  CallEvent end = of_member(event, EventType::exited, at);
  if (member->listed_bridge) {  // whose begin was lost
    end.type = EventType::answered;
    end.time = *member->listed_bridge;
    member->phase = Phase::talking;
    ++missed_;
    return receiver.event(end);
  }
  set_outcome(end, event["CC-Cancel-Reason"], event.has("Hangup-Cause"));
  receiver.event(end);
  members_.erase(members_.find(end.call));
}

void Members::hold(std::string_view channel, EventType type, Time at, wire::Receiver& receiver) {
  for (const auto& [id, member] : members_) {
    if (member.rumoured_since || member.phase == Phase::over) continue;
    if (member.session == channel || member.agent_channel == channel) {
      return receiver.event(call_event(type, at, member.queue, id));
    }
  }
}

/// The member of an event; one whose begin was lost is caught up with. Null: there are too many.
Members::Member* Members::known(const EslEvent& event, Time at, wire::Receiver& receiver) {
  const std::string_view id = event["CC-Member-UUID"];
  const auto found = members_.find(id);
  if (found != members_.end()) {
    if (found->second.rumoured_since) announce(*found, event["CC-Member-CID-Number"], receiver);
    return &found->second;
  }
  CallEvent join =
      of_member(event, EventType::joined, event.epoch("CC-Member-Joined-Time").value_or(at));
  join.caller = event["CC-Member-CID-Number"];
  Member* member = add(id, join.queue, event["CC-Member-Session-UUID"], receiver);
  if (member == nullptr) return nullptr;
  receiver.event(join);
  note_missed(join.time);
  return member;
}

Members::Member* Members::add(std::string_view id, std::string_view queue, std::string_view session,
                              wire::Receiver& receiver) {
  if (members_.size() >= kMost && !members_.contains(id)) {
    receiver.rejected({.reason = Disposition::too_many, .detail = "too many members at once"});
    return nullptr;
  }
  Member& member = members_[std::string(id)];
  member = {};
  member.queue = queue;
  member.session = session;
  return &member;
}

void Members::complete(Member& member, const EslEvent& event, Time at, wire::Receiver& receiver) {
  CallEvent end = of_member(event, EventType::completed, at);
  end.agent = naming_.short_name(event["CC-Agent"]);
  if (member.phase == Phase::waiting) {  // the begin of its conversation was lost
    CallEvent answer = end;
    answer.type = EventType::answered;
    answer.time = event.epoch("CC-Agent-Answered-Time").value_or(at);
    receiver.event(answer);
    member.phase = Phase::talking;
  }
  if (member.phase == Phase::talking) receiver.event(end);
  member.phase = Phase::over;
}

// --- Listings ------------------------------------------------------------------------------------

void Members::listed(std::string_view queue, const CallcenterTable& table, Time now,
                     wire::Receiver& receiver) {
  if (!watching_since_) watching_since_ = now;
  Rows rows;
  table.each([&](const Row& row) { rows.emplace(row["uuid"], row); });
  for (auto next = members_.begin(); next != members_.end();) {
    const auto member = next++;
    if (member->second.queue != queue) continue;
    const auto row = rows.find(member->first);
    reconcile(member, row == rows.end() ? nullptr : &row->second, now, receiver);
  }
  for (const auto& [id, row] : rows) {
    if (!members_.contains(id)) hear_of(id, queue, row, now, receiver);
  }
}

/// A member that only this listing knows of.
void Members::hear_of(std::string_view id, std::string_view queue, const Row& row, Time now,
                      wire::Receiver& receiver) {
  const auto bridged = bridged_at(row, now);
  if (!bridged && !is_waiting(row)) return;
  if (id.empty() || wire::check_text(id, "uuid")) return;
  if (wire::check_text(row["session_uuid"], "session_uuid")) return;
  Member* member = add(id, queue, row["session_uuid"], receiver);
  if (member == nullptr) return;
  member->rumoured_since = joined_at(row, now);
  member->listed_bridge = bridged;
}

/// The rumour is true.
void Members::announce(ById::value_type& rumour, std::string_view caller,
                       wire::Receiver& receiver) {
  auto& [id, member] = rumour;
  CallEvent event = call_event(EventType::joined, *member.rumoured_since, member.queue, id);
  if (!wire::check_text(caller, "caller")) event.caller = caller;
  receiver.event(event);
  note_missed(*member.rumoured_since);
  member.rumoured_since.reset();
  if (!member.listed_bridge) return;
  event = call_event(EventType::answered, *member.listed_bridge, member.queue, id);
  receiver.event(event);
  member.phase = Phase::talking;
}

void Members::reconcile(ById::iterator at, const Row* row, Time now, wire::Receiver& receiver) {
  Member& member = at->second;
  member.listed_bridge = row == nullptr ? std::nullopt : bridged_at(*row, now);
  if (member.rumoured_since) {
    const bool is_there = member.listed_bridge || (row != nullptr && is_waiting(*row));
    if (is_there) {
      announce(*at, (*row)["cid_number"], receiver);
    } else {
      members_.erase(at);
    }
  } else if (agrees(member, row) || !member.is_doubted) {
    member.is_doubted = !agrees(member, row);
  } else {
    settle(at, row, now, receiver);
  }
}

bool Members::agrees(const Member& member, const Row* row) {
  if (row == nullptr) return false;
  if (member.phase == Phase::waiting) return is_waiting(*row);
  return member.phase == Phase::over || member.listed_bridge;
}

/// A second listing says otherwise too: so it is.
void Members::settle(ById::iterator at, const Row* row, Time now, wire::Receiver& receiver) {
  auto& [id, member] = *at;
  member.is_doubted = false;
  CallEvent end = call_event(EventType::completed, now, member.queue, id);
  if (member.phase == Phase::waiting) end.type = EventType::exited;  // nobody knows how
  if (member.phase == Phase::waiting && member.listed_bridge) {
    end.type = EventType::answered;
    end.time = *member.listed_bridge;
  } else if (member.phase == Phase::waiting && row != nullptr && (*row)["state"] == "Abandoned") {
    end.type = EventType::abandoned;
    end.time = epoch_seconds((*row)["abandoned_epoch"]).value_or(now);
  }
  if (member.phase != Phase::over) {
    ++missed_;
    receiver.event(end);
  }
  if (end.type == EventType::answered) {
    member.phase = Phase::talking;
  } else {
    members_.erase(at);
  }
}

// --- Both ----------------------------------------------------------------------------------------

CallEvent Members::of_member(const EslEvent& event, EventType type, Time at) const {
  return call_event(type, at, naming_.short_name(event["CC-Queue"]), event["CC-Member-UUID"]);
}

/// A begin before our time is no loss.
void Members::note_missed(Time joined) {
  if (watching_since_ && joined >= *watching_since_) ++missed_;
}

/// An attribute that is unfit costs only itself.
std::span<const Attribute> Members::attributes(const EslEvent& event, wire::Receiver& receiver) {
  attributes_.clear();
  for (const auto& [name, header] : naming_.attributes) {
    if (const auto problem = attributes_.add(name, event[header])) {
      receiver.rejected({.reason = problem->reason, .detail = problem->detail});
    }
  }
  return attributes_.all();
}

}  // namespace holdwatch::freeswitch_esl
