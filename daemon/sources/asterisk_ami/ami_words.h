#pragma once

#include <string_view>

#include "sources/asterisk_ami/ami_message.h"

namespace holdwatch::asterisk_ami {

/// What an event tells, as far as Holdwatch is concerned. Up to Asterisk 11 some had other names.
enum class Word {
  join,
  leave,
  abandon,
  connect,
  complete,
  hangup_request,
  soft_hangup_request,
  hangup,
  hold,
  unhold,
  var_set,
  new_exten,
  user_event,
  member,
  member_removed,
  list_params,  ///< of the list that QueueStatus gives, up to list_end
  list_member,
  list_entry,
  list_end,
  of_no_concern,
};

Word word_of(const Message& message);

/// The reply that comes before the list.
bool begins_queue_list(const Message& message);

/// The member whom a message is about, by name; its interface when it has none.
std::string_view member_of(const Message& message);

}  // namespace holdwatch::asterisk_ami
