#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "app/remote/server.h"
#include "net/event_stream.h"

namespace holdwatch::top {

/// Listens to a daemon's stream of events for ever: when it breaks off, comes back after a while
/// and asks for what it missed (Last-Event-ID).
class Listener {
 public:
  using Heard = std::function<void(const net::ServerEvent& event)>;
  using Lost = std::function<void(const std::string& why)>;

  Listener(boost::asio::any_io_executor executor, remote::Server server, Heard heard, Lost lost);

  /// Throws remote::Refused when nothing was ever heard, or the daemon doesn't let us.
  boost::asio::awaitable<void> run();

 private:
  boost::asio::awaitable<void> listen();
  void take(const net::ServerEvent& event);

  boost::asio::any_io_executor executor_;
  remote::Server server_;
  Heard heard_;
  Lost lost_;
  std::string last_id_;
  bool was_heard_ = false;     ///< ever
  bool is_heard_now_ = false;  ///< since it was last lost
};

}  // namespace holdwatch::top
