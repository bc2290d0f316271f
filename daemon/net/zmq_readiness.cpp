#include "net/zmq_readiness.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace holdwatch::net {

namespace asio = boost::asio;

ZmqReadiness::ZmqReadiness(asio::any_io_executor executor, ::zmq::socket_ref socket)
    : socket_(socket), descriptor_(std::move(executor), socket.get(::zmq::sockopt::fd)) {}

ZmqReadiness::~ZmqReadiness() {
  descriptor_.release();
}

bool ZmqReadiness::has_message() const {
  return (socket_.get(::zmq::sockopt::events) & ZMQ_POLLIN) != 0;
}

asio::awaitable<void> ZmqReadiness::readable() {
  co_await asio::post(descriptor_.get_executor(), asio::use_awaitable);
  while (!has_message()) {
    co_await descriptor_.async_wait(asio::posix::stream_descriptor::wait_read, asio::use_awaitable);
  }
}

}  // namespace holdwatch::net
