#include "net/zmq_link.h"

#include <stdexcept>

namespace holdwatch::net {
namespace {

// A stranger who connects and says nothing is not borne with for long.
constexpr std::chrono::milliseconds kHandshake{5'000};

::zmq::socket_type type_of(ZmqPattern pattern) {
  switch (pattern) {
    case ZmqPattern::sub:
      return ::zmq::socket_type::sub;
    case ZmqPattern::pull:
      return ::zmq::socket_type::pull;
    case ZmqPattern::push:
      return ::zmq::socket_type::push;
    case ZmqPattern::router:
      return ::zmq::socket_type::router;
    case ZmqPattern::pub:
      break;
  }
  return ::zmq::socket_type::pub;
}

/// Dead peers are found by TCP keepalive: libzmq 4.3.4 aborts when heartbeats of its own meet a
/// full SUB socket (zeromq/libzmq#4767).
void configure(::zmq::socket_t& socket, const ZmqOptions& options) {
  socket.set(::zmq::sockopt::rcvhwm, options.high_water_mark);
  socket.set(::zmq::sockopt::sndhwm, options.high_water_mark);
  socket.set(::zmq::sockopt::maxmsgsize, options.max_frame_bytes);
  socket.set(::zmq::sockopt::linger, static_cast<int>(options.linger.count()));
  socket.set(::zmq::sockopt::handshake_ivl, static_cast<int>(kHandshake.count()));
  socket.set(::zmq::sockopt::ipv6, true);
  socket.set(::zmq::sockopt::tcp_keepalive, 1);
  socket.set(::zmq::sockopt::tcp_keepalive_idle, 30);
  socket.set(::zmq::sockopt::tcp_keepalive_intvl, 10);
  socket.set(::zmq::sockopt::tcp_keepalive_cnt, 3);
  if (options.pattern != ZmqPattern::sub) return;
  if (options.topics.empty()) socket.set(::zmq::sockopt::subscribe, "");
  for (const std::string& topic : options.topics) socket.set(::zmq::sockopt::subscribe, topic);
}

}  // namespace

void ZmqLink::make() {
  close();
  context_ = ::zmq::context_t();
  if (options_.curve && options_.bind) {
    gatekeeper_ = std::make_unique<ZmqGatekeeper>(context_, options_.curve->clients_file);
  }
  socket_ = ::zmq::socket_t(context_, type_of(options_.pattern));
  configure(socket_, options_);
  if (options_.curve) apply_zmq_curve(socket_, *options_.curve, options_.bind);
}

void ZmqLink::attach() {
  for (const std::string& endpoint : options_.endpoints) endpoints_.push_back(attach(endpoint));
}

std::string ZmqLink::attach(const std::string& endpoint) {
  try {
    if (options_.bind) {
      socket_.bind(endpoint);
    } else {
      socket_.connect(endpoint);
    }
  } catch (const ::zmq::error_t& error) {
    throw std::runtime_error(std::string("can't ") + (options_.bind ? "bind " : "connect to ") +
                             endpoint + ": " + error.what());
  }
  return socket_.get(::zmq::sockopt::last_endpoint);
}

void ZmqLink::close() {
  endpoints_.clear();
  socket_.close();
  if (!gatekeeper_) return;
  context_.shutdown();
  gatekeeper_.reset();
}

}  // namespace holdwatch::net
