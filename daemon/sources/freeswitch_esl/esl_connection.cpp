#include "sources/freeswitch_esl/esl_connection.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <vector>

#include "net/together.h"
#include "net/within.h"
#include "sources/source.h"
#include "wire/problem.h"

namespace holdwatch::freeswitch_esl {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;
// Sooner, FreeSWITCH's neighbours (fail2ban) would take us for an attack.
constexpr std::chrono::milliseconds kAfterRefusal = std::chrono::minutes{5};

}  // namespace

EslConnection::EslConnection(asio::any_io_executor executor, net::StreamSettings settings,
                             std::chrono::milliseconds answer_timeout, OnEvent on_event)
    : peer_(net::join_host_port(settings.peer)),
      client_(executor, std::move(settings)),
      answer_timeout_(answer_timeout),
      on_event_(std::move(on_event)),
      has_answer_(executor, asio::steady_timer::time_point::max()) {}

asio::awaitable<void> EslConnection::listen() {
  return net::together(client_.read_ahead(), dispatch());
}

asio::awaitable<void> EslConnection::dispatch() {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<char> chunk(kChunkBytes);
  for (;;) {
    const std::size_t got = co_await client_.read(chunk);
    parser_.add({chunk.data(), got});
    take_all();
    co_await asio::post(executor, asio::use_awaitable);  // others get their turn
  }
}

void EslConnection::take_all() {
  for (;;) {
    switch (parser_.next()) {
      case EslParser::Found::nothing:
        return;
      case EslParser::Found::message:
      case EslParser::Found::oversized:  // without its body it says nothing, but it is the answer
        take(parser_.message());
        break;
      case EslParser::Found::garbage:
        throw std::runtime_error(fmt::format("{}: no event socket: {}", peer_, parser_.problem()));
    }
  }
}

void EslConnection::take(const Message& message) {
  if (message.content_type == "auth/request") {
    answered("");
  } else if (message.content_type == "command/reply") {
    answered(std::string(message.reply));
  } else if (message.content_type == "api/response") {
    answered(std::string(message.body));
  } else if (message.content_type == "text/disconnect-notice") {
    throw std::runtime_error(fmt::format("{}: FreeSWITCH has ended the connection", peer_));
  } else if (message.content_type == "text/rude-rejection") {
    throw TryLater(fmt::format("{}: FreeSWITCH refuses this address (apply-inbound-acl of "
                               "event_socket.conf)",
                               peer_),
                   kAfterRefusal);
  } else {
    on_event_(message);
  }
}

void EslConnection::answered(std::string text) {
  if (is_logging_in_ && text.starts_with("-ERR")) {
    throw TryLater(fmt::format("{}: FreeSWITCH refuses the password: {}", peer_, text),
                   kAfterRefusal);
  }
  answer_ = std::move(text);
  has_answer_.cancel();
}

asio::awaitable<void> EslConnection::log_in(std::string password) {
  co_await answer();  // the server speaks first
  is_logging_in_ = true;
  std::string command = "auth " + password;
  co_await ask(std::move(command));
  is_logging_in_ = false;
}

asio::awaitable<std::string> EslConnection::ask(std::string command) {
  command += "\n\n";
  co_await client_.write(std::move(command));
  co_return co_await answer();
}

asio::awaitable<std::string> EslConnection::answer() {
  std::string complaint = fmt::format("{}: no answer within {} ms", peer_, answer_timeout_.count());
  co_await net::within(answer_timeout_, wait_for_answer(), std::move(complaint));
  std::string text = *std::move(answer_);
  answer_.reset();
  co_return text;
}

asio::awaitable<void> EslConnection::wait_for_answer() {
  while (!answer_) {
    boost::system::error_code woken;
    co_await has_answer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
}

}  // namespace holdwatch::freeswitch_esl
