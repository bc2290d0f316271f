#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/zmq_options.h"

namespace holdwatch::net {

/// A ZeroMQ socket in Asio, with a context of its own. Everything happens on one thread.
class ZmqSocket {
 public:
  ZmqSocket(boost::asio::any_io_executor executor, ZmqOptions options);
  ~ZmqSocket();
  ZmqSocket(const ZmqSocket&) = delete;
  ZmqSocket& operator=(const ZmqSocket&) = delete;

  /// Binds or connects; throws std::runtime_error with a message for the operator, and may be
  /// called again then.
  void open();
  /// The endpoints as the system gave them, after open(): ports instead of `*`.
  const std::vector<std::string>& endpoints() const;

  /// Returns when there is a message, never before other work had its turn. A reader takes a
  /// bounded number of messages and waits again.
  boost::asio::awaitable<void> readable();
  /// The last frame of the next message (the frames before it are its topic), valid until the next
  /// call; nullopt when there is none now.
  std::optional<std::string_view> receive();

  /// Sends one message without waiting; false when it was dropped. A `pub` socket drops silently
  /// for each subscriber beyond its high-water mark.
  bool send(std::span<const std::string_view> frames);

  /// Peers that are connected now; of a `sub` or `pull` socket.
  std::size_t peers() const;
  /// Returns when peers have come or gone.
  boost::asio::awaitable<void> peers_changed();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::net
