#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <random>
#include <string>
#include <string_view>

namespace holdwatch::test {

/// A manager interface on a free port of loopback, with one account. Each connection is one
/// session: what it lists and what it sends after that, in chunks of random sizes.
class AmiServer {
 public:
  struct Session {
    std::string list;      ///< the events of QueueStatus
    std::string events;    ///< sent once the list has been
    bool stays = false;    ///< connected after that; else it closes
    bool is_mute = false;  ///< after the banner
    std::string banner = "Asterisk Call Manager/11.0.0\r\n";
  };

  AmiServer(boost::asio::io_context& io, unsigned seed)
      : acceptor_(io, {kLoopback, 0}), random_(seed) {}

  std::string address() const {
    return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }

  /// Serves one connection; a client that goes away is no error.
  boost::asio::awaitable<void> serve(Session session) try {
    Tcp::socket socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
    co_await send(socket, session.banner);
    std::string input;
    for (bool is_on = true; is_on;) {
      const std::size_t size = co_await boost::asio::async_read_until(
          socket, boost::asio::dynamic_buffer(input), "\r\n\r\n", boost::asio::use_awaitable);
      const std::string action = input.substr(0, size);
      input.erase(0, size);
      actions += action;
      if (!session.is_mute) is_on = co_await reply(socket, action, session);
    }
  } catch (const boost::system::system_error&) {
  }

  std::string actions;  ///< all that clients asked
  bool may_filter = false;
  std::size_t largest_chunk = 2000;

 private:
  using Tcp = boost::asio::ip::tcp;
  static inline const auto kLoopback = boost::asio::ip::address_v4::loopback();

  static std::string value_of(std::string_view action, std::string_view key) {
    const std::size_t begin = action.find(std::string(key) + ": ");
    if (begin == std::string_view::npos) return {};
    const std::size_t value = begin + key.size() + 2;
    return std::string(action.substr(value, action.find("\r\n", value) - value));
  }

  static std::string reply_of(const std::string& action, bool success, std::string_view message) {
    return std::string("Response: ") + (success ? "Success" : "Error") +
           "\r\nActionID: " + value_of(action, "ActionID") +
           "\r\nMessage: " + std::string(message) + "\r\n\r\n";
  }

  /// False when the session is over.
  boost::asio::awaitable<bool> reply(Tcp::socket& socket, std::string action, Session& session) {
    const std::string name = value_of(action, "Action");
    if (name == "Login") {
      const bool right = value_of(action, "Secret") == "right";
      std::string text =
          reply_of(action, right, right ? "Authentication accepted" : "Authentication failed");
      co_await send(socket, std::move(text));
      co_return right;
    }
    if (name == "QueueStatus") {
      const std::string id = "ActionID: " + value_of(action, "ActionID") + "\r\n";
      std::string text = reply_of(action, true, "Queue status will follow") + session.list +
                         "Event: QueueStatusComplete\r\n" + id +
                         "EventList: Complete\r\nListItems: 0\r\n\r\n";
      co_await send(socket, std::move(text));
      co_await send_in_chunks(socket, session.events);
      co_return session.stays;
    }
    const bool allowed = name != "Filter" || may_filter;
    std::string text = reply_of(action, allowed, allowed ? "Success" : "Permission denied");
    co_await send(socket, std::move(text));
    co_return true;
  }

  static boost::asio::awaitable<void> send(Tcp::socket& socket, std::string text) {
    co_await boost::asio::async_write(socket, boost::asio::buffer(text),
                                      boost::asio::use_awaitable);
  }

  boost::asio::awaitable<void> send_in_chunks(Tcp::socket& socket, std::string_view text) {
    while (!text.empty()) {
      std::uniform_int_distribution<std::size_t> size(1, largest_chunk);
      const std::string_view chunk = text.substr(0, size(random_));
      co_await boost::asio::async_write(socket, boost::asio::buffer(chunk),
                                        boost::asio::use_awaitable);
      text.remove_prefix(chunk.size());
    }
  }

  Tcp::acceptor acceptor_;
  std::mt19937 random_;
};

}  // namespace holdwatch::test
