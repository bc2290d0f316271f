#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/time.h"
#include "sources/asterisk_ami/ami_message.h"

namespace holdwatch::asterisk_ami {

enum class Phase {
  idle,  ///< in no queue: not yet, or no more
  waiting,
  leaving,  ///< has left the queue; how is not known yet
  talking,
};

/// One channel, as far as queues are concerned.
struct Caller {
  std::string id;      ///< Uniqueid
  std::string linked;  ///< Linkedid
  std::string queue;   ///< the last that it joined or asked for; empty: none
  std::string agent;   ///< whom it talks to
  Phase phase = Phase::idle;
  Time since;              ///< of waiting or leaving; of the end when idle
  bool joined = false;     ///< has been in `queue`
  bool refused = false;    ///< was not let into `queue`
  bool hung_up = false;    ///< a hang-up was requested while waiting
  bool abandoned = false;  ///< there was a QueueCallerAbandon
  bool held = false;       ///< on hold in a conversation
  bool listed = true;      ///< known to be there still, by an event or the list being read
  bool lost = false;       ///< leaving because a list of who waits didn't name it
  /// Learned before it joined, by name of the attribute.
  std::map<std::string, std::string, std::less<>> attributes;
  std::vector<std::string> aliases;  ///< the table's own: what else names it
};

/// The channels that are or may come to be in a queue, by Uniqueid and by whatever else names them:
/// the Linkedid, the agent's leg. Bounded: of the idle ones the latest kMaxIdle are kept.
class CallerTable {
 public:
  static constexpr std::size_t kMaxCallers = 200'000;
  static constexpr std::size_t kMaxIdle = 10'000;

  /// Null when there is none.
  Caller* find(std::string_view id);
  /// By another name; null when it names nobody.
  Caller* find_alias(std::string_view name);

  /// The channel that a message is about.
  Caller* of(const Message& message) { return find(message["Uniqueid"]); }
  /// The caller whose agent a message is about: by the agent's leg, or by being part of the call.
  Caller* partner_of(const Message& message);
  /// The caller in a queue, or of a queue before, whom an attribute in a message is about: the
  /// channel itself, or the one that it is talking to.
  Caller* subject_of(const Message& message);

  /// Finds or makes an idle one; null when there are too many.
  Caller* add(std::string_view id, std::string_view linked);
  void add_alias(std::string_view name, Caller& caller);
  void drop_aliases(Caller& caller);

  /// It is in a queue no longer: it may be forgotten when others come.
  void retire(Caller& caller);
  void erase(Caller& caller);

  /// Everybody of that phase in order of time.
  std::vector<Caller*> all(Phase phase);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class T>
  using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  ByName<Caller> callers_;
  ByName<std::string> aliases_;
  std::deque<std::string> idle_;  // oldest first; some may be idle no longer
};

}  // namespace holdwatch::asterisk_ami
