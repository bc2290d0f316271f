#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "net/stream_client.h"
#include "sources/freeswitch_esl/esl_parser.h"

namespace holdwatch::freeswitch_esl {

/// One connection to FreeSWITCH's event socket: commands, one at a time, and their answers, with
/// events in between. What goes wrong is thrown as std::runtime_error with a message for the
/// operator; a refused password as TryLater.
class EslConnection {
 public:
  using OnEvent = std::function<void(const Message&)>;

  EslConnection(boost::asio::any_io_executor executor, net::StreamSettings settings,
                std::chrono::milliseconds answer_timeout, OnEvent on_event);

  boost::asio::awaitable<void> connect() { return client_.connect(); }

  /// Takes what the server sends and hands its events out; runs beside log_in() and ask(), and ends
  /// with the connection only, by an exception.
  boost::asio::awaitable<void> listen();

  boost::asio::awaitable<void> log_in(std::string password);

  /// Sends a command and waits for its answer: the body that an api command gives, else the
  /// Reply-Text.
  boost::asio::awaitable<std::string> ask(std::string command);

  /// Whether more has come than was handed out.
  bool has_backlog() const { return client_.backlog() > 0; }

 private:
  boost::asio::awaitable<void> dispatch();
  void take_all();
  void take(const Message& message);
  void answered(std::string text);
  boost::asio::awaitable<std::string> answer();
  boost::asio::awaitable<void> wait_for_answer();

  std::string peer_;
  net::StreamClient client_;
  std::chrono::milliseconds answer_timeout_;
  EslParser parser_;
  OnEvent on_event_;
  bool is_logging_in_ = false;
  std::optional<std::string> answer_;
  boost::asio::steady_timer has_answer_;
};

}  // namespace holdwatch::freeswitch_esl
