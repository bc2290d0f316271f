#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace holdwatch::net {

/// One accepted connection, with or without TLS, as Beast reads and writes it.
class HttpStream {
 public:
  using executor_type = boost::beast::tcp_stream::executor_type;

  /// No `tls`: plain.
  HttpStream(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

  executor_type get_executor() { return tcp_.get_executor(); }

  /// For each operation from now on, until it is set again.
  void expires_after(std::chrono::milliseconds limit) { tcp_.expires_after(limit); }

  /// The TLS handshake, where there is one.
  boost::asio::awaitable<boost::system::error_code> begin();
  /// Says that no more will come, and reads on for a moment before it closes: closing with unread
  /// bytes would reset the connection and take the last answer with it.
  boost::asio::awaitable<void> part();
  /// Ends the connection at once.
  void close() { tcp_.close(); }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    if (tls_) return tls_->async_read_some(buffers, std::forward<Token>(token));
    return tcp_.async_read_some(buffers, std::forward<Token>(token));
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    if (tls_) return tls_->async_write_some(buffers, std::forward<Token>(token));
    return tcp_.async_write_some(buffers, std::forward<Token>(token));
  }

 private:
  boost::beast::tcp_stream tcp_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace holdwatch::net
