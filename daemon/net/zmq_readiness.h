#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <zmq.hpp>

namespace holdwatch::net {

/// Waits in Asio for a ZeroMQ socket. Its descriptor only says that something may have changed, so
/// the socket is asked before and after each wait.
class ZmqReadiness {
 public:
  ZmqReadiness(boost::asio::any_io_executor executor, ::zmq::socket_ref socket);
  /// Lets go of the descriptor, which libzmq closes itself.
  ~ZmqReadiness();
  ZmqReadiness(const ZmqReadiness&) = delete;
  ZmqReadiness& operator=(const ZmqReadiness&) = delete;

  /// Returns when there is a message, never before other work had its turn.
  boost::asio::awaitable<void> readable();

 private:
  bool has_message() const;

  ::zmq::socket_ref socket_;
  boost::asio::posix::stream_descriptor descriptor_;
};

}  // namespace holdwatch::net
