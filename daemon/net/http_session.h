#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <optional>

#include "net/http_routes.h"
#include "net/http_server.h"

namespace holdwatch::net {

/// One accepted connection: reads requests one by one, has them answered, until either side has
/// had enough.
class HttpSession {
 public:
  using Clock = std::chrono::steady_clock;

  /// `routes` and `limits` must outlive the session, and the session its run().
  HttpSession(boost::asio::ip::tcp::socket socket, const HttpRoutes& routes,
              const HttpLimits& limits);

  boost::asio::awaitable<void> run();

  /// Since when the peer owes us something; nullopt while we owe it an answer.
  std::optional<Clock::time_point> waiting_since() const { return waiting_since_; }
  /// Ends the connection at once; run() returns soon.
  void close();
  bool closed() const { return closed_; }
  /// Ends the connection as soon as no answer is owed.
  void finish();

 private:
  using Body = boost::beast::http::string_body;
  using Request = boost::beast::http::request<Body>;

  boost::asio::awaitable<bool> request_begins();
  boost::asio::awaitable<boost::system::error_code> read_request();
  boost::asio::awaitable<bool> serve(Request request);
  boost::asio::awaitable<void> refuse(boost::system::error_code why);
  boost::asio::awaitable<bool> write(HttpResponse response, unsigned version, bool keep_alive,
                                     bool only_head);
  boost::asio::awaitable<void> part();

  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<Body>> parser_;
  const HttpRoutes& routes_;
  const HttpLimits& limits_;
  std::optional<Clock::time_point> waiting_since_;
  bool finishing_ = false;
  bool closed_ = false;
};

}  // namespace holdwatch::net
