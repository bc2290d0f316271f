#include "net/http_stream.h"

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <vector>

namespace holdwatch::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::seconds kParting{1};
constexpr std::size_t kPartingBytes = 16 * 1024;

}  // namespace

HttpStream::HttpStream(tcp::socket socket, std::shared_ptr<asio::ssl::context> tls)
    : tcp_(std::move(socket)), context_(std::move(tls)) {
  error_code ignored;
  tcp_.socket().set_option(tcp::no_delay(true), ignored);
  if (context_) tls_.emplace(tcp_, *context_);
}

asio::awaitable<error_code> HttpStream::begin() {
  error_code failed;
  if (tls_) {
    co_await tls_->async_handshake(asio::ssl::stream_base::server,
                                   asio::redirect_error(asio::use_awaitable, failed));
  }
  co_return failed;
}

asio::awaitable<std::size_t> HttpStream::read_some(asio::mutable_buffer into, error_code& failed) {
  if (tls_) {
    co_return co_await tls_->async_read_some(into,
                                             asio::redirect_error(asio::use_awaitable, failed));
  }
  co_return co_await tcp_.async_read_some(into, asio::redirect_error(asio::use_awaitable, failed));
}

asio::awaitable<error_code> HttpStream::write(std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body)};
  error_code failed;
  if (tls_) {
    co_await asio::async_write(*tls_, both, asio::redirect_error(asio::use_awaitable, failed));
  } else {
    co_await asio::async_write(tcp_, both, asio::redirect_error(asio::use_awaitable, failed));
  }
  co_return failed;
}

asio::awaitable<void> HttpStream::part() {
  const auto end = std::chrono::steady_clock::now() + kParting;
  error_code failed;
  tcp_.expires_after(kParting);
  if (tls_) {
    co_await tls_->async_shutdown(asio::redirect_error(asio::use_awaitable, failed));
  }
  tcp_.socket().shutdown(tcp::socket::shutdown_send, failed);
  std::vector<char> unread(kPartingBytes);
  while (!failed && std::chrono::steady_clock::now() < end) {
    co_await tcp_.async_read_some(asio::buffer(unread),
                                  asio::redirect_error(asio::use_awaitable, failed));
  }
  tcp_.close();
}

}  // namespace holdwatch::net
