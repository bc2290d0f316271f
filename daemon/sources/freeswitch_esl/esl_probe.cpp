#include "sources/freeswitch_esl/esl_probe.h"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <string>

#include "net/secret_file.h"
#include "net/together.h"
#include "sources/freeswitch_esl/callcenter_table.h"
#include "sources/freeswitch_esl/esl_connection.h"
#include "sources/freeswitch_esl/esl_requests.h"
#include "sources/freeswitch_esl/esl_source.h"

namespace holdwatch::freeswitch_esl {

namespace {

namespace asio = boost::asio;

/// Ends the listening: an end that is no failure, which `together` knows none of.
struct Enough {};

std::size_t rows_of(const std::string& answer) {
  std::size_t rows = 0;
  CallcenterTable::parse(answer)->each([&](const CallcenterTable::Row&) { ++rows; });
  return rows;
}

asio::awaitable<void> look_round(EslConnection& connection, const EslSettings& settings,
                                 std::vector<Finding>& found) {
  co_await connection.log_in(net::read_secret_file(settings.password_file));
  found.push_back({true, "logged in"});
  co_await subscribe(connection, settings.is_json);
  found.push_back({true, "events may be heard"});
  const Time time = co_await ask_the_time(connection);
  found.push_back({true, fmt::format("FreeSWITCH's clock shows {} s since 1970",
                                     time.time_since_epoch() / std::chrono::seconds{1})});
  const std::vector<std::string> queues = co_await ask_for_queues(connection);
  found.push_back({!queues.empty(), fmt::format("{} queues", queues.size())});
  for (const std::string& queue : queues) {
    std::string what = "queue list members " + queue;
    const std::string members = co_await ask_for_list(connection, std::move(what));
    found.push_back({true, fmt::format("queue {}: {} members listed", queue, rows_of(members))});
  }
  const std::string agents = co_await ask_for_list(connection, "agent list");
  const std::string tiers = co_await ask_for_list(connection, "tier list");
  found.push_back(
      {rows_of(tiers) > 0, fmt::format("{} agents in {} tiers", rows_of(agents), rows_of(tiers))});
  throw Enough{};
}

asio::awaitable<void> look(EslConnection& connection, const EslSettings& settings,
                           std::vector<Finding>& found) {
  co_await connection.connect();
  try {
    co_await net::together(connection.listen(), look_round(connection, settings, found));
  } catch (const Enough&) {
  }
}

}  // namespace

std::vector<Finding> probe(config::Section& section) {
  const EslSettings settings = read_settings(section);
  asio::io_context io;
  EslConnection connection(io.get_executor(), settings.stream, settings.answer_timeout,
                           [](const Message&) {});
  std::vector<Finding> found;
  std::exception_ptr failure;
  asio::co_spawn(io, look(connection, settings, found),
                 [&](std::exception_ptr end) { failure = end; });
  io.run();
  if (failure) std::rethrow_exception(failure);
  return found;
}

}  // namespace holdwatch::freeswitch_esl
