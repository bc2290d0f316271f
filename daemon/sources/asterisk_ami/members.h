#pragma once

#include <map>
#include <string>
#include <utility>

#include "model/call_event.h"
#include "sources/asterisk_ami/ami_listener.h"
#include "sources/asterisk_ami/ami_message.h"
#include "sources/asterisk_ami/list_scope.h"

namespace holdwatch::asterisk_ami {

/// The members of each queue and how they are. Asterisk tells one state again and again, and one
/// member in several queues once for each; only a change is an event.
class Members {
 public:
  static constexpr std::size_t kMaxMembers = 100'000;

  explicit Members(AmiListener& listener) : listener_(listener) {}

  /// An event or a line of a list about a member.
  void heard(const Message& message, Time at);
  void removed(const Message& message, Time at);

  /// A list of members begins; whom it hasn't named when it ends, in the queues that it was about,
  /// is gone.
  void list_begins();
  void list_ends(const ListScope& scope, Time at);

 private:
  struct Member {
    bool unavailable = false;
    bool busy = false;
    bool paused = false;
    bool listed = true;
    bool told = false;
    AgentState state = AgentState::offline;  ///< as told last
  };
  using Key = std::pair<std::string, std::string>;  ///< queue, member

  void tell(const Key& key, Member& member, AgentState state, Time at);

  AmiListener& listener_;
  std::map<Key, Member> members_;
};

}  // namespace holdwatch::asterisk_ami
