#pragma once

#include <fmt/format.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace holdwatch::test {

/// A FreeSWITCH to talk to, on a free port of the loopback: it greets, answers commands as told,
/// and sends its events in random pieces once it has been asked for them and for `rounds` listings.
class EslServer {
 public:
  explicit EslServer(boost::asio::io_context& io) : acceptor_(io, {Loopback(), 0}) {}

  std::string port() const { return std::to_string(acceptor_.local_endpoint().port()); }

  /// The answers of api commands, by what follows `api `; "" for an unknown one.
  std::function<std::string(const std::string& command)> api = [](const std::string&) {
    return "";
  };
  std::string greeting = "Content-Type: auth/request\n\n";
  std::string password = "ClueCon";
  int rounds = 1;      ///< of listings, each of which begins with `api strepoch`
  std::string events;  ///< sent then; afterwards the connection is closed
  std::vector<std::string> commands;
  std::mt19937_64 random{1};

  boost::asio::awaitable<void> serve_one() {
    socket_.emplace(co_await acceptor_.async_accept(boost::asio::use_awaitable));
    commands.clear();
    co_await send(greeting);
    for (int left = rounds; left >= 0;) {
      const std::string command = co_await next_command();
      if (command.empty()) co_return;
      commands.push_back(command);
      if (command == "api strepoch") --left;
      if (left < 0) break;
      co_await send(answer(command));
    }
    co_await send_in_pieces();
    socket_.reset();
  }

  static std::string api_response(const std::string& body) {
    return fmt::format("Content-Type: api/response\nContent-Length: {}\n\n{}", body.size(), body);
  }

 private:
  static boost::asio::ip::address Loopback() { return boost::asio::ip::make_address("127.0.0.1"); }

  std::string answer(const std::string& command) const {
    const auto reply = [](const std::string& text) {
      return "Content-Type: command/reply\nReply-Text: " + text + "\n\n";
    };
    if (command == "auth " + password) return reply("+OK accepted");
    if (command.starts_with("auth ")) {
      return reply("-ERR invalid") +
             "Content-Type: text/disconnect-notice\nContent-Length: 5\n\nBye.\n";
    }
    if (command.starts_with("event ")) return reply("+OK event listener enabled");
    if (command.starts_with("api ")) return api_response(api(command.substr(4)));
    return reply("-ERR command not found");
  }

  /// Empty when the client has gone.
  boost::asio::awaitable<std::string> next_command() {
    boost::system::error_code gone;
    const std::size_t size = co_await boost::asio::async_read_until(
        *socket_, boost::asio::dynamic_buffer(received_), "\n\n",
        boost::asio::redirect_error(boost::asio::use_awaitable, gone));
    if (gone) co_return "";
    std::string command = received_.substr(0, size - 2);
    received_.erase(0, size);
    co_return command;
  }

  boost::asio::awaitable<void> send(std::string bytes) {
    boost::system::error_code gone;
    co_await boost::asio::async_write(
        *socket_, boost::asio::buffer(bytes),
        boost::asio::redirect_error(boost::asio::use_awaitable, gone));
  }

  boost::asio::awaitable<void> send_in_pieces() {
    std::uniform_int_distribution<std::size_t> size(1, 20'000);
    for (std::size_t at = 0; at < events.size();) {
      const std::size_t piece = size(random);
      co_await send(events.substr(at, piece));
      at += piece;
    }
  }

  boost::asio::ip::tcp::acceptor acceptor_;
  std::optional<boost::asio::ip::tcp::socket> socket_;
  std::string received_;
};

}  // namespace holdwatch::test
