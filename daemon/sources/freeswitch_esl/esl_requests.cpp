#include "sources/freeswitch_esl/esl_requests.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

#include "sources/freeswitch_esl/callcenter_table.h"
#include "sources/freeswitch_esl/esl_event.h"
#include "wire/problem.h"
#include "wire/text.h"

namespace holdwatch::freeswitch_esl {

namespace asio = boost::asio;

asio::awaitable<void> subscribe(EslConnection& connection, bool is_json) {
  std::string command = fmt::format("event {} CHANNEL_HOLD CHANNEL_UNHOLD CUSTOM callcenter::info",
                                    is_json ? "json" : "plain");
  const std::string answer = co_await connection.ask(std::move(command));
  if (!answer.starts_with("+OK")) {
    throw std::runtime_error("FreeSWITCH refuses the subscription: " + wire::excerpt(answer));
  }
}

asio::awaitable<Time> ask_the_time(EslConnection& connection) {
  const std::string answer = co_await connection.ask("api strepoch");
  const auto digits = std::string_view(answer).substr(0, answer.find_first_not_of("0123456789"));
  const auto time = epoch_seconds(digits);
  if (!time) throw std::runtime_error("strepoch: expected seconds, found " + wire::excerpt(answer));
  co_return *time;
}

asio::awaitable<std::string> ask_for_list(EslConnection& connection, std::string what) {
  std::string command = "api callcenter_config " + what;
  std::string answer = co_await connection.ask(std::move(command));
  if (!CallcenterTable::parse(answer)) {
    throw std::runtime_error(fmt::format("callcenter_config {}: expected a table, found {}", what,
                                         wire::excerpt(answer)));
  }
  co_return answer;
}

asio::awaitable<std::vector<std::string>> ask_for_queues(EslConnection& connection) {
  const std::string answer = co_await ask_for_list(connection, "queue list");
  const auto table = CallcenterTable::parse(answer);
  std::vector<std::string> names;
  table->each([&](const CallcenterTable::Row& row) {
    const std::string_view name = row["name"];
    if (!name.empty() && !wire::check_text(name, "name")) names.emplace_back(name);
  });
  co_return names;
}

}  // namespace holdwatch::freeswitch_esl
