// Asterisk doesn't tell an account what it may read; it just sends nothing of the rest. So the
// probe listens for a while and tells what came, and what it would mean if that never came.

#include "sources/asterisk_ami/ami_probe.h"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <stdexcept>

#include "net/together.h"
#include "sources/asterisk_ami/ami_connection.h"
#include "sources/asterisk_ami/ami_words.h"

namespace holdwatch::asterisk_ami {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kListening{15};

/// Ends the listening: an end that is no failure, which `together` knows none of.
struct Enough {};

asio::awaitable<void> look_round(AmiConnection& connection, const AmiSettings& settings,
                                 Heard& heard, std::chrono::milliseconds listening) {
  co_await connection.log_in(settings.username, secret_of(settings), settings.classes);
  AmiConnection::Headers headers;
  headers.emplace_back("Operation", "Add");
  headers.emplace_back("Filter", event_filter(settings.mapping));
  const Reply reply = co_await connection.ask("Filter", std::move(headers));
  if (!reply.success) heard.filter = reply.message;
  co_await connection.list_queues();
  asio::steady_timer pause(co_await asio::this_coro::executor, listening);
  co_await pause.async_wait(asio::use_awaitable);
  heard.version = connection.version();
  throw Enough{};
}

std::string_view class_of(const Message& message) {
  const std::string_view classes = message["Privilege"];
  return classes.substr(0, classes.find(','));
}

}  // namespace

void Heard::note(const Message& message, const AmiMapping& mapping) {
  const Word word = word_of(message);
  queues += word == Word::list_params ? 1 : 0;
  members += word == Word::list_member ? 1 : 0;
  waiting += word == Word::list_entry ? 1 : 0;
  const std::string_view of_class = class_of(message);
  if (of_class.empty()) return;
  ++classes[std::string(of_class)];
  const bool has_channel = message.has("Uniqueid");
  if (of_class != "system") ++events;
  timestamps += of_class != "system" && message.has("Timestamp") ? 1 : 0;
  variables += has_channel && message.has("ChanVariable") ? 1 : 0;
  hangup_requests += word == Word::hangup_request ? 1 : 0;
  const bool by_event = word == Word::user_event && mapping.left_queue &&
                        message["UserEvent"] == mapping.left_queue->event;
  const bool by_variable = word == Word::var_set && message["Variable"] == "QUEUESTATUS";
  queue_status += by_event || by_variable ? 1 : 0;
}

asio::awaitable<void> listen_in(AmiConnection& connection, const AmiSettings& settings,
                                std::chrono::milliseconds listening, Heard& heard) {
  co_await connection.connect();
  try {
    co_await net::together(connection.listen(), look_round(connection, settings, heard, listening));
  } catch (const Enough&) {
  }
}

std::vector<Finding> findings(const Heard& heard, const AmiSettings& settings) {
  std::vector<Finding> all;
  const auto say = [&](bool is_well, std::string text) {
    all.push_back({is_well, std::move(text)});
  };
  say(true, fmt::format("logged in as {} (AMI {})", settings.username, heard.version));
  say(heard.queues > 0, fmt::format("{} queues with {} members, {} callers waiting", heard.queues,
                                    heard.members, heard.waiting));
  for (const std::string_view name : {"agent", "call", "user", "system"}) {
    const auto found = heard.classes.find(name);
    const std::uint64_t count = found == heard.classes.end() ? 0 : found->second;
    say(count > 0, fmt::format("class {}: {} events", name, count));
  }
  if (heard.events > 0) {
    say(heard.timestamps > 0, heard.timestamps > 0
                                  ? "events have their Timestamp"
                                  : "no Timestamp: set timestampevents=yes, or waits are as exact "
                                    "as the network is quick");
  }
  const bool tells_hang_ups = heard.hangup_requests > 0 || heard.queue_status > 0;
  say(tells_hang_ups,
      fmt::format("HangupRequest: {}, QUEUESTATUS: {}{}", heard.hangup_requests, heard.queue_status,
                  tells_hang_ups ? "" : ": without either, abandoned and timed out are `unknown`"));
  if (!settings.mapping.variables.empty()) {
    say(heard.variables > 0,
        heard.variables > 0 ? "events have ChanVariable" : "no ChanVariable: set channelvars=");
  }
  say(true, heard.filter.empty()
                ? "Filter: allowed"
                : fmt::format("Filter: {} (write=system would spare Asterisk and us the rest)",
                              heard.filter));
  return all;
}

std::vector<Finding> probe(config::Section& section) {
  const AmiSettings settings = read_settings(section);
  asio::io_context io;
  Heard heard;
  AmiHandlers handlers{[&](const Message& message) { heard.note(message, settings.mapping); },
                       [](const AmiParser&) {}};
  AmiConnection connection(io.get_executor(), settings.stream, settings.timeout,
                           std::move(handlers));
  std::exception_ptr failure;
  asio::co_spawn(io, listen_in(connection, settings, kListening, heard),
                 [&](std::exception_ptr error) { failure = error; });
  io.run();
  if (failure) std::rethrow_exception(failure);
  std::vector<Finding> all = findings(heard, settings);
  all.push_back({true, fmt::format("listened for {} s: what nobody did meanwhile was not heard",
                                   kListening.count())});
  return all;
}

}  // namespace holdwatch::asterisk_ami
