#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "model/time.h"
#include "sources/freeswitch_esl/esl_connection.h"

/// What is asked of FreeSWITCH. Each throws std::runtime_error, with a message for the operator,
/// when the answer is none.
namespace holdwatch::freeswitch_esl {

boost::asio::awaitable<void> subscribe(EslConnection& connection, bool is_json);

/// FreeSWITCH's own clock, whose times its events bear.
boost::asio::awaitable<Time> ask_the_time(EslConnection& connection);

/// The answer to `callcenter_config WHAT`, which is a CallcenterTable.
boost::asio::awaitable<std::string> ask_for_list(EslConnection& connection, std::string what);

boost::asio::awaitable<std::vector<std::string>> ask_for_queues(EslConnection& connection);

}  // namespace holdwatch::freeswitch_esl
