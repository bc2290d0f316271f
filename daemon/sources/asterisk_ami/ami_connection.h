#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/stream_client.h"
#include "net/wake_up.h"
#include "sources/asterisk_ami/ami_parser.h"

namespace holdwatch::asterisk_ami {

/// What an action answers.
struct Reply {
  bool success = false;
  std::string message;
};

/// Whoever hears a connection.
struct AmiHandlers {
  std::function<void(const Message&)> message;    ///< every one, replies included
  std::function<void(const AmiParser&)> problem;  ///< bytes that are no message
};

/// One connection to Asterisk's manager interface: actions, one at a time, and their replies, with
/// events in between. What goes wrong is thrown as std::runtime_error with a message for the
/// operator.
class AmiConnection {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  AmiConnection(boost::asio::any_io_executor executor, net::StreamSettings settings,
                std::chrono::milliseconds reply_timeout, AmiHandlers handlers);

  boost::asio::awaitable<void> connect() { return client_.connect(); }

  /// Takes what Asterisk sends and hands it out, in slices; runs beside ask() and ends with the
  /// connection only, by an exception.
  boost::asio::awaitable<void> listen();

  /// Sends an action and waits for its reply. The headers hold no line ends.
  boost::asio::awaitable<Reply> ask(std::string action, Headers headers = {});

  /// Whether more has come than was handed out.
  bool has_backlog() const { return client_.backlog() > 0; }

  /// When the password is refused, listen() throws TryLater.
  boost::asio::awaitable<void> log_in(std::string username, std::string secret,
                                      std::string classes);

  /// Asks who waits and serves in all queues, and waits for the end of the list, which the handler
  /// of messages hears like everything.
  boost::asio::awaitable<void> list_queues();

  /// What the banner said, as `11.0.0`; empty before it came.
  const std::string& version() const { return parser_.version(); }
  const std::string& peer() const { return peer_; }

 private:
  boost::asio::awaitable<void> dispatch();
  boost::asio::awaitable<void> send(std::string action, std::string id, Headers headers);
  boost::asio::awaitable<Reply> reply_to(std::string action);
  boost::asio::awaitable<void> wait_for_reply();
  boost::asio::awaitable<void> wait_for_list();
  void take(const Message& message);
  void refuse_if_refused();

  std::string peer_;
  net::StreamClient client_;
  std::chrono::milliseconds reply_timeout_;
  AmiHandlers handlers_;
  AmiParser parser_;
  std::string awaited_;  // the ActionID of what was asked last
  std::string login_;    // who is logging in; empty: nobody
  std::uint64_t asked_ = 0;
  std::optional<Reply> reply_;
  bool list_is_complete_ = false;
  net::WakeUp answered_;
};

}  // namespace holdwatch::asterisk_ami
