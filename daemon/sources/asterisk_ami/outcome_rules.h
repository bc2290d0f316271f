#pragma once

#include <string_view>

#include "model/call_event.h"

/// How a caller left a queue, from what Asterisk's events tell. QueueCallerAbandon alone tells
/// nothing: time-outs, empty queues and withdrawn callers raise it too.
namespace holdwatch::asterisk_ami {

/// What an account has been seen to receive; an event that never came may be one that it can't get.
struct Hearing {
  bool hangup_requests = false;  ///< HangupRequest: class call, not filtered out
  bool queue_status = false;     ///< QUEUESTATUS: class dialplan, or the dialplan's own event
};

/// What is known of one caller who has left without an agent.
struct Leaving {
  bool hung_up = false;    ///< a hang-up was requested before
  bool abandoned = false;  ///< there was a QueueCallerAbandon
};

/// The outcome once nothing more can be expected. Without an Abandon the caller pressed a key. With
/// one, a hang-up tells itself, and so does the silence of a dialplan that reports the others; what
/// was no hang-up, where those are heard, was a time-out.
Outcome outcome_of(Leaving caller, Hearing hearing);

/// A value of the variable QUEUESTATUS.
enum class QueueStatus {
  refused,   ///< FULL, JOINEMPTY, JOINUNAVAIL: never joined
  left,      ///< TIMEOUT, LEAVEEMPTY, LEAVEUNAVAIL, WITHDRAW: left_as() tells how
  answered,  ///< CONTINUE: after the conversation
  other,
};
QueueStatus queue_status(std::string_view value);
Outcome left_as(std::string_view value);

}  // namespace holdwatch::asterisk_ami
