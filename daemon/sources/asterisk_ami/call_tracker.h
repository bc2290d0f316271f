#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "sources/asterisk_ami/ami_listener.h"
#include "sources/asterisk_ami/ami_mapping.h"
#include "sources/asterisk_ami/ami_message.h"
#include "sources/asterisk_ami/ami_words.h"
#include "sources/asterisk_ami/attribute_notes.h"
#include "sources/asterisk_ami/caller_table.h"
#include "sources/asterisk_ami/list_scope.h"
#include "sources/asterisk_ami/outcome_rules.h"

namespace holdwatch::asterisk_ami {

/// Joins what Asterisk tells of channels into the events of calls. A call is named by its Uniqueid.
/// Calls that had joined before anything was heard of them are of no concern.
class CallTracker {
 public:
  CallTracker(const AmiMapping& mapping, AmiListener& listener)
      : mapping_(mapping), listener_(listener), attributes_(listener) {}

  /// One event about a channel; other words are passed over.
  void heard(Word word, const Message& message, Time at);

  /// Ends the grace of those who left so long ago that no more can be expected.
  void advance_to(Time now);

  /// A list of who waits begins. Then its lines, and the end: whom it hasn't named, of those who
  /// waited before it began, has left unheard, unless the events of it are still to come.
  void list_begins();
  void listed(const Message& entry, Time at);
  /// A member who isn't in a call of that queue: a conversation from before the connection was lost
  /// is over.
  void is_free(std::string_view queue, std::string_view agent, Time at);
  void list_ends(const ListScope& scope, Time at);

  /// The connection is lost: what would have told an outcome will not be heard.
  void disconnected();

 private:
  void join(const Message& message, Time at);
  void leave(Caller& caller, Time at);
  void abandon(Caller& caller, Time at);
  void connect(Caller& caller, const Message& message, Time at);
  void complete(const Message& message, Time at);
  void complete(Caller& caller, Time at);
  void hang_up(Caller& caller, Time at);
  void hold(const Message& message, bool held, Time at);
  void variable_set(const Message& message, Time at);
  void note_queue_asked(const Message& message);
  void user_event(const Message& message, Time at);
  void queue_status(Caller& caller, std::string_view queue, std::string_view value, Time at);
  void refuse(Caller& caller, std::string_view queue, Time at);

  void begin_waiting(Caller& caller, std::string_view queue, Time at);
  void begin_leaving(Caller& caller, Time at);
  void conclude(Caller& caller);
  void end_wait(Caller& caller, Outcome outcome);
  void report_lost();

  void learn(const Message& message, const AttributeNames& names, std::span<const Field> fields,
             Time at);

  Caller* caller_or_new(const Message& message);

  void tell_joined(Caller& caller, const Message& message);
  static CallEvent event_of(const Caller& caller, EventType type, Time at);

  struct Pending {
    Time due;
    Time since;
    std::string id;
  };

  const AmiMapping& mapping_;
  AmiListener& listener_;
  CallerTable callers_;
  Hearing hearing_;
  std::deque<Pending> pending_;  // who is leaving, by due
  AttributeNotes attributes_;
  bool knows_queues_ = false;  // a list has been read
  std::uint64_t joined_unheard_ = 0;
  std::uint64_t lost_ = 0;  // whose leaving went unheard, not reported yet
};

}  // namespace holdwatch::asterisk_ami
