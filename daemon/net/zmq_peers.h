#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <zmq.hpp>

#include "net/zmq_readiness.h"

namespace holdwatch::net {

/// Who is connected to a ZeroMQ socket, from libzmq's socket monitor.
class ZmqPeers {
 public:
  /// Watches from now on; to miss nobody, before the socket binds or connects.
  ZmqPeers(boost::asio::any_io_executor executor, ::zmq::context_t& context,
           ::zmq::socket_t& watched);
  ~ZmqPeers();
  ZmqPeers(const ZmqPeers&) = delete;
  ZmqPeers& operator=(const ZmqPeers&) = delete;

  std::size_t count() const { return connections_.size(); }
  /// Returns when the monitor has told something.
  boost::asio::awaitable<void> changed();

 private:
  bool take_event();

  ::zmq::socket_t& watched_;
  ::zmq::socket_t monitor_;
  std::optional<ZmqReadiness> readiness_;
  std::set<std::uint32_t> connections_;  // by descriptor
};

}  // namespace holdwatch::net
