#include "net/zmq_socket.h"

#include <stdexcept>
#include <utility>
#include <zmq.hpp>

#include "net/zmq_peers.h"
#include "net/zmq_readiness.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;

::zmq::socket_type type_of(ZmqPattern pattern) {
  switch (pattern) {
    case ZmqPattern::sub:
      return ::zmq::socket_type::sub;
    case ZmqPattern::pull:
      return ::zmq::socket_type::pull;
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

struct ZmqSocket::Impl {
  Impl(asio::any_io_executor on, ZmqOptions with)
      : executor(std::move(on)), options(std::move(with)) {}

  void open();
  std::string attach(::zmq::socket_t& to, const std::string& endpoint) const;

  asio::any_io_executor executor;
  ZmqOptions options;
  std::vector<std::string> endpoints;
  ::zmq::message_t frame;
  ::zmq::context_t context;
  ::zmq::socket_t socket;
  std::optional<ZmqReadiness> readiness;
  std::optional<ZmqPeers> peers;
};

void ZmqSocket::Impl::open() {
  peers.reset();
  readiness.reset();
  endpoints.clear();
  socket.close();
  context = ::zmq::context_t();
  socket = ::zmq::socket_t(context, type_of(options.pattern));
  configure(socket, options);
  if (options.pattern != ZmqPattern::pub) peers.emplace(executor, context, socket);
  for (const std::string& endpoint : options.endpoints) {
    endpoints.push_back(attach(socket, endpoint));
  }
  readiness.emplace(executor, socket);
}

std::string ZmqSocket::Impl::attach(::zmq::socket_t& to, const std::string& endpoint) const {
  try {
    if (options.bind) {
      to.bind(endpoint);
    } else {
      to.connect(endpoint);
    }
  } catch (const ::zmq::error_t& error) {
    throw std::runtime_error(std::string("can't ") + (options.bind ? "bind " : "connect to ") +
                             endpoint + ": " + error.what());
  }
  return to.get(::zmq::sockopt::last_endpoint);
}

ZmqSocket::ZmqSocket(asio::any_io_executor executor, ZmqOptions options)
    : impl_(std::make_unique<Impl>(std::move(executor), std::move(options))) {}
ZmqSocket::~ZmqSocket() = default;

void ZmqSocket::open() {
  impl_->open();
}

const std::vector<std::string>& ZmqSocket::endpoints() const {
  return impl_->endpoints;
}

asio::awaitable<void> ZmqSocket::readable() {
  return impl_->readiness->readable();
}

std::optional<std::string_view> ZmqSocket::receive() {
  do {
    if (!impl_->socket.recv(impl_->frame, ::zmq::recv_flags::dontwait)) return std::nullopt;
  } while (impl_->frame.more());
  return impl_->frame.to_string_view();
}

bool ZmqSocket::send(std::span<const std::string_view> frames) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto more = i + 1 < frames.size() ? ::zmq::send_flags::sndmore : ::zmq::send_flags::none;
    const ::zmq::const_buffer frame(frames[i].data(), frames[i].size());
    if (!impl_->socket.send(frame, more | ::zmq::send_flags::dontwait)) return false;
  }
  return true;
}

std::size_t ZmqSocket::peers() const {
  return impl_->peers->count();
}

asio::awaitable<void> ZmqSocket::peers_changed() {
  return impl_->peers->changed();
}

}  // namespace holdwatch::net
