#include "sources/asterisk_ami/ami_connection.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "net/together.h"
#include "net/within.h"
#include "sources/asterisk_ami/ami_normalizer.h"
#include "sources/asterisk_ami/ami_words.h"
#include "sources/source.h"

namespace holdwatch::asterisk_ami {

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr int kListTimeouts = 6;  // a list takes longer than a reply
constexpr auto kAfterRefusal = 5min;
// How many messages are worked off before others, and the reading, get their turn on the event
// thread: about a millisecond's worth.
constexpr int kMessagesPerTurn = 200;

}  // namespace

AmiConnection::AmiConnection(asio::any_io_executor executor, net::StreamSettings settings,
                             std::chrono::milliseconds reply_timeout, AmiHandlers handlers)
    : peer_(net::join_host_port(settings.peer)),
      client_(executor, std::move(settings)),
      reply_timeout_(reply_timeout),
      handlers_(std::move(handlers)),
      answered_(executor) {}

asio::awaitable<void> AmiConnection::listen() {
  co_await net::together(client_.read_ahead(), dispatch());
}

asio::awaitable<void> AmiConnection::dispatch() {
  const auto executor = co_await asio::this_coro::executor;
  for (;;) {
    const std::size_t got = co_await client_.read(parser_.room());
    parser_.filled(got);
    int in_turn = 0;
    for (auto found = parser_.next(); found != AmiParser::Found::nothing; found = parser_.next()) {
      if (found == AmiParser::Found::message) take(parser_.message());
      if (found == AmiParser::Found::problem) handlers_.problem(parser_);
      if (++in_turn % kMessagesPerTurn == 0) co_await asio::post(executor, asio::use_awaitable);
    }
  }
}

void AmiConnection::take(const Message& message) {
  handlers_.message(message);
  const std::string_view id = message["ActionID"];
  if (message.fields.empty() || id.empty()) return;
  const bool is_reply = message.fields[0].key == "Response";
  if (is_reply && id == awaited_) {
    reply_ = Reply{message.fields[0].value == "Success", std::string(message["Message"])};
    refuse_if_refused();
  }
  if (id == kAllQueues && word_of(message) == Word::list_end) list_is_complete_ = true;
  answered_.call();
}

asio::awaitable<Reply> AmiConnection::ask(std::string action, Headers headers) {
  std::string id = fmt::format("holdwatch-{}", ++asked_);
  co_await send(action, std::move(id), std::move(headers));
  co_return co_await reply_to(std::move(action));
}

asio::awaitable<void> AmiConnection::send(std::string action, std::string id, Headers headers) {
  awaited_ = id;
  reply_.reset();
  std::string text = fmt::format("Action: {}\r\nActionID: {}\r\n", action, id);
  for (const auto& [key, value] : headers) text += fmt::format("{}: {}\r\n", key, value);
  text += "\r\n";
  co_await client_.write(std::move(text));
}

asio::awaitable<Reply> AmiConnection::reply_to(std::string action) {
  std::string complaint = fmt::format("{}: no reply to {} within {} ms, is this an AMI?", peer_,
                                      action, reply_timeout_.count());
  co_await net::within(reply_timeout_, wait_for_reply(), std::move(complaint));
  co_return *reply_;
}

asio::awaitable<void> AmiConnection::wait_for_reply() {
  while (!reply_) co_await answered_.wait();
}

asio::awaitable<void> AmiConnection::wait_for_list() {
  while (!list_is_complete_) co_await answered_.wait();
}

asio::awaitable<void> AmiConnection::log_in(std::string username, std::string secret,
                                            std::string classes) {
  login_ = username;
  Headers headers;
  headers.emplace_back("Username", std::move(username));
  headers.emplace_back("Secret", std::move(secret));
  headers.emplace_back("Events", std::move(classes));
  co_await ask("Login", std::move(headers));
  login_.clear();
}

/// Thrown where it is heard: Asterisk closes at once, and that must not be what is told.
void AmiConnection::refuse_if_refused() {
  if (login_.empty() || reply_->success) return;
  throw TryLater(fmt::format("{}: the login of {} is refused: {}", peer_, login_, reply_->message),
                 kAfterRefusal);
}

asio::awaitable<void> AmiConnection::list_queues() {
  list_is_complete_ = false;
  co_await send("QueueStatus", std::string(kAllQueues), {});
  const Reply reply = co_await reply_to("QueueStatus");
  if (!reply.success) {
    throw std::runtime_error(fmt::format("{}: QueueStatus is refused: {}", peer_, reply.message));
  }
  std::string complaint = fmt::format("{}: the list of QueueStatus has no end", peer_);
  co_await net::within(kListTimeouts * reply_timeout_, wait_for_list(), std::move(complaint));
}

}  // namespace holdwatch::asterisk_ami
