#include "net/zmq_peers.h"

#include <cstring>
#include <string>
#include <utility>

namespace holdwatch::net {
namespace {

constexpr const char* kAddress = "inproc://peers";
constexpr int kEvents = ZMQ_EVENT_CONNECTED | ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_DISCONNECTED;

template <class T>
T read_at(const ::zmq::message_t& frame, std::size_t offset) {
  T value{};
  std::memcpy(&value, static_cast<const char*>(frame.data()) + offset, sizeof value);
  return value;
}

}  // namespace

ZmqPeers::ZmqPeers(boost::asio::any_io_executor executor, ::zmq::context_t& context,
                   ::zmq::socket_t& watched)
    : watched_(watched), monitor_(context, ::zmq::socket_type::pair) {
  if (::zmq_socket_monitor(watched.handle(), kAddress, kEvents) != 0) throw ::zmq::error_t();
  monitor_.set(::zmq::sockopt::rcvhwm, 0);  // a full monitor would stop the watched socket
  monitor_.connect(kAddress);
  readiness_.emplace(std::move(executor), monitor_);
}

ZmqPeers::~ZmqPeers() {
  ::zmq_socket_monitor(watched_.handle(), nullptr, 0);
}

boost::asio::awaitable<void> ZmqPeers::changed() {
  co_await readiness_->readable();
  while (take_event()) continue;
}

/// An event is two frames: its number (16 bits) with the descriptor (32 bits), then the address.
bool ZmqPeers::take_event() {
  ::zmq::message_t event;
  ::zmq::message_t address;
  if (!monitor_.recv(event, ::zmq::recv_flags::dontwait)) return false;
  (void)monitor_.recv(address, ::zmq::recv_flags::dontwait);
  const auto number = read_at<std::uint16_t>(event, 0);
  const auto descriptor = read_at<std::uint32_t>(event, sizeof number);
  if (number == ZMQ_EVENT_DISCONNECTED) {
    connections_.erase(descriptor);
  } else {
    connections_.insert(descriptor);
  }
  return true;
}

}  // namespace holdwatch::net
