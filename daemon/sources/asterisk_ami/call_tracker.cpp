// A caller waits from Join to Leave. What the Leave means is told by what comes with it: a hang-up
// requested before, AgentConnect a moment later, QUEUESTATUS; so a caller who left is kept for a
// grace, until one of them comes, the channel hangs up, or the time is over. Then outcome_rules
// decide, and what they can't tell is `unknown`.

#include "sources/asterisk_ami/call_tracker.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "wire/limits.h"
#include "wire/text.h"

namespace holdwatch::asterisk_ami {

namespace {

constexpr Duration kSameRefusal = std::chrono::seconds{5};  // told by VarSet and the dialplan
constexpr std::uint32_t kMaxWaitSeconds = 7 * 24 * 3600;

std::uint32_t number(std::string_view text, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && value <= most ? value : 0;
}

/// A name for the conversation of an agent in a queue; no Uniqueid holds a newline.
std::string conversation(std::string_view queue, std::string_view agent) {
  return fmt::format("{}\n{}", queue, agent);
}

/// Headers of the dialplan's own come after the event's name, and may be named like Asterisk's.
Message own_headers(const Message& message) {
  std::size_t i = 0;
  while (i < message.fields.size() && message.fields[i].key != "UserEvent") ++i;
  return {message.fields.subspan(std::min(i + 1, message.fields.size()))};
}

std::string_view without_underscores(std::string_view variable) {
  variable.remove_prefix(std::min(variable.find_first_not_of('_'), variable.size()));
  return variable;
}

}  // namespace

void CallTracker::heard(Word word, const Message& message, Time at) {
  switch (word) {
    case Word::join:
      return join(message, at);
    case Word::complete:
      return complete(message, at);
    case Word::hold:
    case Word::unhold:
      return hold(message, word == Word::hold, at);
    case Word::var_set:
      return variable_set(message, at);
    case Word::new_exten:
      return note_queue_asked(message);
    case Word::user_event:
      return user_event(message, at);
    default:
      break;
  }
  hearing_.hangup_requests |= word == Word::hangup_request;
  Caller* caller = callers_.of(message);
  if (caller == nullptr) return;
  if (word == Word::leave) leave(*caller, at);
  if (word == Word::abandon) abandon(*caller, at);
  if (word == Word::connect) connect(*caller, message, at);
  if (word == Word::hangup) hang_up(*caller, at);
  const bool wants_to_go = word == Word::hangup_request || word == Word::soft_hangup_request;
  if (wants_to_go && caller->phase == Phase::waiting) caller->hung_up = true;
}

// --- Into a queue and out of it ------------------------------------------------------------------

void CallTracker::join(const Message& message, Time at) {
  if (!is_fit(message["Uniqueid"], "Uniqueid", listener_)) return;
  if (!is_fit(message["Queue"], "queue", listener_)) return;
  Caller* caller = caller_or_new(message);
  if (caller == nullptr) return;
  caller->listed = true;
  if (caller->phase == Phase::waiting) return;  // a list was quicker
  if (caller->phase == Phase::leaving) conclude(*caller);
  if (caller->phase == Phase::talking) complete(*caller, at);
  begin_waiting(*caller, message["Queue"], at);
  tell_joined(*caller, message);
}

void CallTracker::leave(Caller& caller, Time at) {
  if (caller.phase == Phase::waiting || caller.lost) begin_leaving(caller, at);
}

void CallTracker::abandon(Caller& caller, Time at) {
  caller.abandoned = true;
  leave(caller, at);
  if (caller.phase == Phase::leaving && caller.hung_up) conclude(caller);
}

void CallTracker::connect(Caller& caller, const Message& message, Time at) {
  if (!caller.joined) return;
  const std::string_view agent = member_of(message);
  caller.agent = wire::check_text(agent, "agent") ? std::string_view{} : agent;
  CallEvent event = event_of(caller, EventType::answered, at);
  event.agent = caller.agent;
  listener_.event(event);
  caller.phase = Phase::talking;
  caller.listed = true;
  caller.held = false;
  callers_.add_alias(message["DestUniqueid"], caller);
  callers_.add_alias(message["BridgedChannel"], caller);  // up to 11
  callers_.add_alias(conversation(caller.queue, caller.agent), caller);
}

/// It may lack the caller, the agent's leg, or both: then the queue and the agent tell.
void CallTracker::complete(const Message& message, Time at) {
  Caller* caller = message.has("Uniqueid")
                       ? callers_.of(message)
                       : callers_.find_alias(conversation(message["Queue"], member_of(message)));
  if (caller == nullptr) return;
  if (caller->phase == Phase::leaving) connect(*caller, message, caller->since);  // went unheard
  if (caller->phase == Phase::talking) complete(*caller, at);
}

void CallTracker::complete(Caller& caller, Time at) {
  CallEvent event = event_of(caller, EventType::completed, at);
  event.agent = caller.agent;
  listener_.event(event);
  caller.since = at;
  callers_.retire(caller);
}

void CallTracker::hang_up(Caller& caller, Time at) {
  if (caller.phase == Phase::waiting) {  // how it left went unheard
    begin_leaving(caller, at);
    caller.lost = !caller.hung_up;
  }
  if (caller.phase == Phase::leaving) conclude(caller);
  if (caller.phase == Phase::talking) complete(caller, at);
  if (!caller.joined) callers_.erase(caller);
}

/// Somebody of an answered call presses hold. The caller is on hold when it is the agent's side; a
/// caller who presses hold, waiting or not, isn't.
void CallTracker::hold(const Message& message, bool held, Time at) {
  Caller* caller = callers_.partner_of(message);
  if (caller == nullptr || caller->phase != Phase::talking || caller->held == held) return;
  caller->held = held;
  listener_.event(event_of(*caller, held ? EventType::held : EventType::resumed, at));
}

void CallTracker::begin_waiting(Caller& caller, std::string_view queue, Time at) {
  caller.queue = queue;
  caller.phase = Phase::waiting;
  caller.since = at;
  caller.joined = true;
  caller.hung_up = caller.abandoned = caller.lost = false;
  callers_.drop_aliases(caller);
  callers_.add_alias(caller.linked, caller);
}

void CallTracker::begin_leaving(Caller& caller, Time at) {
  caller.phase = Phase::leaving;
  caller.since = at;
  caller.lost = false;
  pending_.push_back({at + mapping_.grace, at, caller.id});
}

void CallTracker::advance_to(Time now) {
  while (!pending_.empty() &&
         (pending_.front().due <= now || pending_.size() > CallerTable::kMaxCallers)) {
    Caller* caller = callers_.find(pending_.front().id);
    const Time since = pending_.front().since;
    pending_.pop_front();
    if (caller == nullptr || caller->phase != Phase::leaving || caller->since != since) continue;
    conclude(*caller);
  }
  report_lost();
}

void CallTracker::conclude(Caller& caller) {
  if (caller.lost) {
    ++lost_;
    return end_wait(caller, Outcome::unknown);
  }
  const Outcome outcome = outcome_of({caller.hung_up, caller.abandoned}, hearing_);
  if (outcome == Outcome::unknown) listener_.undecided(caller.queue);
  end_wait(caller, outcome);
}

void CallTracker::end_wait(Caller& caller, Outcome outcome) {
  const EventType type = outcome == Outcome::abandoned ? EventType::abandoned : EventType::exited;
  CallEvent event = event_of(caller, type, caller.since);
  event.outcome = outcome;
  listener_.event(event);
  caller.lost = false;
  callers_.retire(caller);
}

// --- What the dialplan tells ---------------------------------------------------------------------

void CallTracker::variable_set(const Message& message, Time at) {
  const std::string_view variable = without_underscores(message["Variable"]);
  if (variable == "QUEUESTATUS") {
    Caller* caller = caller_or_new(message);
    if (caller != nullptr) queue_status(*caller, caller->queue, message["Value"], at);
  } else if (mapping_.variables.contains(variable)) {
    const Field field{variable, message["Value"]};
    learn(message, mapping_.variables, {&field, 1}, at);
  }
}

/// Only that tells the queue of a caller who is refused.
void CallTracker::note_queue_asked(const Message& message) {
  if (message["Application"] != "Queue") return;
  Caller* caller = caller_or_new(message);
  if (caller == nullptr || caller->phase != Phase::idle) return;
  const std::string_view arguments = message["AppData"];
  caller->queue = arguments.substr(0, arguments.find(','));
  caller->joined = caller->refused = false;
}

void CallTracker::user_event(const Message& message, Time at) {
  const std::string_view name = message["UserEvent"];
  const Message own = own_headers(message);
  const auto names = mapping_.user_events.find(name);
  if (names != mapping_.user_events.end()) learn(message, names->second, own.fields, at);
  if (!mapping_.left_queue || name != mapping_.left_queue->event) return;
  Caller* caller = caller_or_new(message);
  if (caller == nullptr) return;
  const std::string_view queue = own.has("Queue") ? own["Queue"] : caller->queue;
  queue_status(*caller, queue, own[mapping_.left_queue->status], at);
}

void CallTracker::queue_status(Caller& caller, std::string_view queue, std::string_view value,
                               Time at) {
  const QueueStatus status = asterisk_ami::queue_status(value);
  if (status == QueueStatus::other) return;
  hearing_.queue_status = true;
  if (status == QueueStatus::refused) return refuse(caller, queue, at);
  if (caller.phase != Phase::leaving) return;
  if (status == QueueStatus::left) end_wait(caller, left_as(value));
}

void CallTracker::refuse(Caller& caller, std::string_view queue, Time at) {
  if (caller.phase != Phase::idle) return;
  const bool is_told = caller.refused && at - caller.since < kSameRefusal;
  if (is_told || !is_fit(queue, "queue", listener_)) return;
  caller.refused = true;
  caller.joined = false;
  caller.since = at;
  caller.queue = queue;
  CallEvent event = event_of(caller, EventType::exited, at);
  event.outcome = Outcome::full;
  listener_.event(event);
}

/// What is new of it is told of a call that has joined, and kept for one that may.
void CallTracker::learn(const Message& message, const AttributeNames& names,
                        std::span<const Field> fields, Time at) {
  Caller* caller = callers_.subject_of(message);
  if (caller == nullptr) caller = caller_or_new(message);
  if (caller == nullptr) return;
  CallEvent event = event_of(*caller, EventType::tagged, at);
  event.attributes = attributes_.learn(*caller, names, fields);
  if (caller->joined && !event.attributes.empty()) listener_.event(event);
}

// --- Lists and lost connections ------------------------------------------------------------------

void CallTracker::list_begins() {
  for (Caller* caller : callers_.all(Phase::waiting)) caller->listed = false;
  joined_unheard_ = 0;
}

/// The line tells for how many whole seconds somebody has waited, and no Linkedid or variables.
void CallTracker::listed(const Message& entry, Time at) {
  if (!is_fit(entry["Queue"], "queue", listener_)) return;
  Caller* caller = caller_or_new(entry);
  if (caller == nullptr) return;
  caller->listed = true;
  if (caller->phase == Phase::leaving && caller->lost) caller->phase = Phase::waiting;
  if (caller->phase == Phase::waiting || caller->phase == Phase::leaving) return;
  if (caller->phase == Phase::talking) complete(*caller, at);
  const Time began = at - std::chrono::seconds{number(entry["Wait"], kMaxWaitSeconds)};
  const Time soonest = caller->joined ? caller->since + Duration{1} : wire::kEarliest;
  begin_waiting(*caller, entry["Queue"], std::max(began, soonest));
  tell_joined(*caller, entry);
  ++joined_unheard_;
}

void CallTracker::is_free(std::string_view queue, std::string_view agent, Time at) {
  Caller* caller = callers_.find_alias(conversation(queue, agent));
  if (caller != nullptr && caller->phase == Phase::talking && !caller->listed)
    complete(*caller, at);
}

void CallTracker::list_ends(const ListScope& scope, Time at) {
  for (Caller* caller : callers_.all(Phase::waiting)) {
    if (caller->listed || !scope.covers(caller->queue)) continue;
    begin_leaving(*caller, at);
    caller->lost = true;
  }
  if (knows_queues_ && joined_unheard_ > 0) {
    listener_.missed(joined_unheard_, "callers who joined unheard");
  }
  knows_queues_ = true;
}

void CallTracker::disconnected() {
  for (Caller* caller : callers_.all(Phase::talking)) caller->listed = false;
  for (Caller* caller : callers_.all(Phase::leaving)) {
    caller->lost |= !caller->hung_up;
    conclude(*caller);
  }
  pending_.clear();
  report_lost();
}

void CallTracker::report_lost() {
  if (lost_ > 0) listener_.missed(lost_, "callers whose leaving went unheard");
  lost_ = 0;
}

// --- Callers and their events --------------------------------------------------------------------

Caller* CallTracker::caller_or_new(const Message& message) {
  const std::string_view id = message["Uniqueid"];
  if (id.empty() || !is_fit(id, "Uniqueid", listener_)) return nullptr;
  Caller* caller = callers_.add(id, message["Linkedid"]);
  if (caller == nullptr) listener_.rejected(Disposition::too_many, "callers");
  return caller;
}

void CallTracker::tell_joined(Caller& caller, const Message& message) {
  CallEvent event = event_of(caller, EventType::joined, caller.since);
  event.position = number(message["Position"], wire::kMaxAgents);
  event.caller = message["CallerIDNum"];
  if (event.caller == "<unknown>" || wire::check_text(event.caller, "caller")) event.caller = {};
  event.attributes =
      attributes_.gather(caller, callers_.find(caller.linked), mapping_.variables, message);
  listener_.event(event);
}

CallEvent CallTracker::event_of(const Caller& caller, EventType type, Time at) {
  CallEvent event;
  event.time = at;
  event.type = type;
  event.queue = caller.queue;
  event.call = caller.id;
  return event;
}

}  // namespace holdwatch::asterisk_ami
