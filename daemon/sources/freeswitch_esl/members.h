#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/call_event.h"
#include "sources/freeswitch_esl/callcenter_table.h"
#include "sources/freeswitch_esl/esl_event.h"
#include "sources/freeswitch_esl/naming.h"
#include "wire/attribute_list.h"
#include "wire/receiver.h"

namespace holdwatch::freeswitch_esl {

/// The members of mod_callcenter's queues, by CC-Member-UUID: a call each, from its first wait to
/// the end of its conversation. Events are handed over with views into what they were made from.
class Members {
 public:
  static constexpr std::size_t kMost = 200'000;

  explicit Members(const Naming& naming) : naming_(naming) {}

  /// member-queue-start and -resume.
  void joined(const EslEvent& event, Time at, wire::Receiver& receiver);
  /// bridge-agent-start: the wait is over.
  void bridged(const EslEvent& event, Time at, wire::Receiver& receiver);
  /// bridge-agent-end: the conversation is over.
  void unbridged(const EslEvent& event, Time at, wire::Receiver& receiver);
  /// member-queue-end, of a wait (Cancel) or after a conversation (Terminated).
  void ended(const EslEvent& event, Time at, wire::Receiver& receiver);
  /// CHANNEL_HOLD and CHANNEL_UNHOLD of either party: `held` or `resumed`.
  void hold(std::string_view channel, EventType type, Time at, wire::Receiver& receiver);

  /// `queue list members` of one queue, by its short name. Events that are under way may know
  /// better than a listing, so that only what two listings running say is taken: who waits and was
  /// not known, who is no longer there.
  void listed(std::string_view queue, const CallcenterTable& table, Time now,
              wire::Receiver& receiver);

  /// Calls of which an event that fell into our time never arrived, since the last question.
  std::uint64_t take_missed() { return std::exchange(missed_, 0); }

 private:
  enum class Phase {
    waiting,
    talking,
    over,  // the conversation ended, the member's own end is to come
  };
  struct Member {
    std::string queue;
    std::string session;        // the caller's channel
    std::string agent_channel;  // of the conversation
    Phase phase = Phase::waiting;
    std::optional<Time> rumoured_since;  // one listing has it, joined then; nobody was told yet
    std::optional<Time> listed_bridge;   // the last listing has it talking, since then
    bool is_doubted = false;             // the last listing said otherwise
  };
  using ById = std::map<std::string, Member, std::less<>>;
  using Row = CallcenterTable::Row;
  using Rows = std::map<std::string_view, Row>;

  Member* known(const EslEvent& event, Time at, wire::Receiver& receiver);
  Member* add(std::string_view id, std::string_view queue, std::string_view session,
              wire::Receiver& receiver);
  void cancel(const EslEvent& event, Time at, wire::Receiver& receiver);
  void complete(Member& member, const EslEvent& event, Time at, wire::Receiver& receiver);
  void hear_of(std::string_view id, std::string_view queue, const Row& row, Time now,
               wire::Receiver& receiver);
  void announce(ById::value_type& rumour, std::string_view caller, wire::Receiver& receiver);
  void reconcile(ById::iterator at, const Row* row, Time now, wire::Receiver& receiver);
  static bool agrees(const Member& member, const Row* row);
  void settle(ById::iterator at, const Row* row, Time now, wire::Receiver& receiver);
  CallEvent of_member(const EslEvent& event, EventType type, Time at) const;
  void note_missed(Time joined);
  std::span<const Attribute> attributes(const EslEvent& event, wire::Receiver& receiver);

  const Naming& naming_;
  ById members_;
  wire::AttributeList attributes_;
  std::optional<Time> watching_since_;  ///< the first listing
  std::uint64_t missed_ = 0;
};

}  // namespace holdwatch::freeswitch_esl
