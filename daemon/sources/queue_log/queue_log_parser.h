#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "model/time.h"
#include "wire/problem.h"

namespace holdwatch::queue_log {

/// What a line tells, as far as Holdwatch is concerned; several words mean the same.
enum class Word {
  enter_queue,
  connect,
  complete,           ///< COMPLETEAGENT, COMPLETECALLER
  transfer,           ///< BLINDTRANSFER, TRANSFER
  attended_transfer,  ///< with data of varying number, the talk time last but one
  abandon,
  exit_with_timeout,
  exit_with_key,
  exit_empty,
  withdraw,
  add_member,
  remove_member,
  pause,    ///< PAUSE, PAUSEALL (queue NONE)
  unpause,  ///< UNPAUSE, UNPAUSEALL
  agent_login,
  agent_logoff,
  of_no_concern,
};

/// `epoch|call|queue|agent|WORD|data...` as views into the line. NONE, where Asterisk has nothing
/// to say, is empty.
struct Fields {
  Time time;  ///< epoch seconds, hence UTC
  std::string_view call;
  std::string_view queue;
  std::string_view agent;
  Word word = Word::of_no_concern;
  std::string_view data;  ///< the rest, still with its bars
};

/// Reads a line without its newline. Words that Asterisk doesn't write are `unknown_type`.
tl::expected<Fields, wire::Problem> parse(std::string_view line);

/// The field up to the next bar, cut off `rest`.
std::string_view take_field(std::string_view& rest);

}  // namespace holdwatch::queue_log
