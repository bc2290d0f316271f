#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

namespace holdwatch::net {

/// One accepted connection, with or without TLS, as bytes.
class HttpStream {
 public:
  /// No `tls`: plain.
  HttpStream(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

  /// For each operation from now on, until it is set again.
  void expires_after(std::chrono::milliseconds limit) { tcp_.expires_after(limit); }

  /// The TLS handshake, where there is one.
  boost::asio::awaitable<boost::system::error_code> begin();
  /// Says that no more will come, and reads on for a moment before it closes: closing with unread
  /// bytes would reset the connection and take the last answer with it.
  boost::asio::awaitable<void> part();
  /// Ends the connection at once.
  void close() { tcp_.close(); }

  /// Some of what has come; 0 and why, when no more will.
  boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer into,
                                                boost::system::error_code& failed);
  /// All of both, which must stay until then.
  boost::asio::awaitable<boost::system::error_code> write(std::string_view head,
                                                          std::string_view body = {});

 private:
  boost::beast::tcp_stream tcp_;
  std::shared_ptr<boost::asio::ssl::context> context_;
  std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace holdwatch::net
