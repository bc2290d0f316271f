#include "net/zmq_socket.h"

#include <utility>

#include "net/zmq_link.h"
#include "net/zmq_peers.h"
#include "net/zmq_readiness.h"

namespace holdwatch::net {

namespace asio = boost::asio;

struct ZmqSocket::Impl {
  Impl(asio::any_io_executor on, ZmqOptions options)
      : executor(std::move(on)), link(std::move(options)) {}

  void open();

  asio::any_io_executor executor;
  ::zmq::message_t frame;
  ZmqLink link;
  std::optional<ZmqReadiness> readiness;
  std::optional<ZmqPeers> peers;
};

void ZmqSocket::Impl::open() {
  peers.reset();
  readiness.reset();
  link.make();
  if (link.options().pattern != ZmqPattern::pub) {
    peers.emplace(executor, link.context(), link.socket());
  }
  link.attach();
  readiness.emplace(executor, link.socket());
}

ZmqSocket::ZmqSocket(asio::any_io_executor executor, ZmqOptions options)
    : impl_(std::make_unique<Impl>(std::move(executor), std::move(options))) {}
ZmqSocket::~ZmqSocket() = default;

void ZmqSocket::open() {
  impl_->open();
}

const std::vector<std::string>& ZmqSocket::endpoints() const {
  return impl_->link.endpoints();
}

asio::awaitable<void> ZmqSocket::readable() {
  return impl_->readiness->readable();
}

std::optional<std::string_view> ZmqSocket::receive() {
  do {
    if (!impl_->link.socket().recv(impl_->frame, ::zmq::recv_flags::dontwait)) return std::nullopt;
  } while (impl_->frame.more());
  return impl_->frame.to_string_view();
}

bool ZmqSocket::send(std::span<const std::string_view> frames) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto more = i + 1 < frames.size() ? ::zmq::send_flags::sndmore : ::zmq::send_flags::none;
    const ::zmq::const_buffer frame(frames[i].data(), frames[i].size());
    if (!impl_->link.socket().send(frame, more | ::zmq::send_flags::dontwait)) return false;
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
