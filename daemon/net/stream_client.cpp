#include "net/stream_client.h"

#include <fmt/format.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <stdexcept>
#include <vector>

#include "net/wake_up.h"
#include "net/within.h"

namespace holdwatch::net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kPieceBytes = 64 * 1024;

/// TLS over the client's socket.
struct Tls {
  Tls(tcp::socket& socket, const TlsSettings& settings, const std::string& host)
      : context(make_client_context(settings)), stream(socket, context) {
    expect_peer(stream, settings, host);
  }

  asio::ssl::context context;
  TlsOverSocket stream;
};

}  // namespace

struct StreamClient::Impl {
  Impl(const asio::any_io_executor& executor, StreamSettings s)
      : settings(std::move(s)),
        name(join_host_port(settings.peer)),
        resolver(executor),
        socket(executor),
        buffer(settings.read_ahead_bytes),
        arrived(executor),
        has_room(executor) {
    if (settings.tls) tls.emplace(socket, *settings.tls, settings.peer.host);
  }

  asio::awaitable<void> connect();
  asio::awaitable<void> receive(std::size_t most);
  asio::awaitable<void> send(std::string bytes);

  std::string told(error_code error) const {
    const bool is_end = error == asio::error::eof || error == asio::ssl::error::stream_truncated;
    return fmt::format("{}: {}", name, is_end ? "the peer has closed" : error.message());
  }

  StreamSettings settings;
  std::string name;
  tcp::resolver resolver;
  tcp::socket socket;
  std::optional<Tls> tls;
  std::vector<char> chunk = std::vector<char>(kPieceBytes);
  boost::beast::flat_buffer buffer;  // what has been read ahead
  WakeUp arrived;
  WakeUp has_room;
  std::string end;  // why no more will come; empty: more may
};

asio::awaitable<void> StreamClient::Impl::connect() {
  const auto addresses =
      co_await resolver.async_resolve(settings.peer.host, settings.peer.port, asio::use_awaitable);
  co_await asio::async_connect(socket, addresses, asio::use_awaitable);
  socket.set_option(tcp::no_delay(true));
  socket.set_option(asio::socket_base::keep_alive(true));
  if (tls)
    co_await tls->stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
}

// By way of a chunk: read() may take from the buffer meanwhile, which moves what stands in it.
asio::awaitable<void> StreamClient::Impl::receive(std::size_t most) {
  const auto room = asio::buffer(chunk, most);
  const std::size_t got = tls ? co_await tls->stream.async_read_some(room, asio::use_awaitable)
                              : co_await socket.async_read_some(room, asio::use_awaitable);
  buffer.commit(asio::buffer_copy(buffer.prepare(got), asio::buffer(chunk, got)));
}

asio::awaitable<void> StreamClient::Impl::send(std::string bytes) {
  if (tls) {
    co_await asio::async_write(tls->stream, asio::buffer(bytes), asio::use_awaitable);
  } else {
    co_await asio::async_write(socket, asio::buffer(bytes), asio::use_awaitable);
  }
}

StreamClient::StreamClient(asio::any_io_executor executor, StreamSettings settings)
    : impl_(std::make_unique<Impl>(executor, std::move(settings))) {}

StreamClient::~StreamClient() = default;

asio::awaitable<void> StreamClient::connect() {
  std::string complaint = fmt::format("{}: no connection within {} ms", impl_->name,
                                      impl_->settings.connect_timeout.count());
  try {
    co_await within(impl_->settings.connect_timeout, impl_->connect(), std::move(complaint));
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error(impl_->told(error.code()));
  }
}

asio::awaitable<void> StreamClient::read_ahead() {
  try {
    for (;;) {
      const std::size_t room = impl_->buffer.max_size() - impl_->buffer.size();
      if (room > 0) {
        co_await impl_->receive(room);
        impl_->arrived.call();
      } else {
        co_await impl_->has_room.wait();
      }
    }
  } catch (const boost::system::system_error& error) {
    impl_->end = impl_->told(error.code());
  }
  impl_->arrived.call();
}

asio::awaitable<std::size_t> StreamClient::read(std::span<char> room) {
  while (impl_->buffer.size() == 0) {
    if (!impl_->end.empty()) throw std::runtime_error(impl_->end);
    co_await impl_->arrived.wait();
  }
  const auto waiting = impl_->buffer.cdata();
  const std::size_t taken = asio::buffer_copy(asio::buffer(room.data(), room.size()), waiting);
  impl_->buffer.consume(taken);
  impl_->has_room.call();
  co_return taken;
}

asio::awaitable<void> StreamClient::write(std::string bytes) {
  std::string complaint = fmt::format("{}: nothing could be sent for {} ms", impl_->name,
                                      impl_->settings.write_timeout.count());
  try {
    co_await within(impl_->settings.write_timeout, impl_->send(std::move(bytes)),
                    std::move(complaint));
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error(impl_->told(error.code()));
  }
}

std::size_t StreamClient::backlog() const {
  return impl_->buffer.size();
}

}  // namespace holdwatch::net
