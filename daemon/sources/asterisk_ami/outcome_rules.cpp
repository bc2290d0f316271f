#include "sources/asterisk_ami/outcome_rules.h"

namespace holdwatch::asterisk_ami {

Outcome outcome_of(Leaving caller, Hearing hearing) {
  if (caller.hung_up) return Outcome::abandoned;
  if (!caller.abandoned) return Outcome::key;
  if (hearing.queue_status) return Outcome::abandoned;
  return hearing.hangup_requests ? Outcome::timeout : Outcome::unknown;
}

QueueStatus queue_status(std::string_view value) {
  if (value == "TIMEOUT" || value == "LEAVEEMPTY" || value == "LEAVEUNAVAIL" ||
      value == "WITHDRAW") {
    return QueueStatus::left;
  }
  if (value == "FULL" || value == "JOINEMPTY" || value == "JOINUNAVAIL") {
    return QueueStatus::refused;
  }
  return value == "CONTINUE" ? QueueStatus::answered : QueueStatus::other;
}

Outcome left_as(std::string_view value) {
  if (value == "TIMEOUT") return Outcome::timeout;
  return value == "WITHDRAW" ? Outcome::withdrawn : Outcome::empty;
}

}  // namespace holdwatch::asterisk_ami
