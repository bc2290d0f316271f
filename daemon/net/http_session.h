#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "net/http_flow.h"
#include "net/http_guard.h"
#include "net/http_routes.h"
#include "net/http_server.h"
#include "net/http_stream.h"

namespace holdwatch::net {

/// What the sessions of one server share.
struct HttpHouse {
  HttpLimits limits;
  HttpRoutes routes = {};
  HttpGuard guard = {};
  std::shared_ptr<boost::asio::ssl::context> tls = {};  ///< null: plain
  std::uint64_t bodies_bytes = 0;                       ///< announced by requests in work
};

/// One accepted connection: reads requests one by one, has them answered, until either side has
/// had enough.
class HttpSession {
 public:
  using Clock = std::chrono::steady_clock;

  /// `house` must outlive the session, and the session its run().
  HttpSession(boost::asio::ip::tcp::socket socket, HttpHouse& house);
  ~HttpSession();
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

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

  boost::asio::awaitable<bool> shake_hands();
  boost::asio::awaitable<bool> request_begins();
  boost::asio::awaitable<bool> exchange();
  boost::asio::awaitable<boost::system::error_code> read_header();
  boost::asio::awaitable<boost::system::error_code> parse(bool is_whole);
  boost::asio::awaitable<boost::system::error_code> read_more();
  boost::asio::awaitable<std::optional<HttpResponse>> objection();
  std::optional<HttpResponse> reserve(std::uint64_t bytes, bool is_for_somebody);
  boost::asio::awaitable<boost::system::error_code> read_body();
  boost::asio::awaitable<bool> refuse(boost::system::error_code why);
  std::string head_of(const HttpResponse& response, bool keep_alive,
                      std::optional<std::uint64_t> body_bytes) const;
  boost::asio::awaitable<bool> write(HttpResponse response, bool keep_alive);
  boost::asio::awaitable<void> pour(HttpResponse response);
  boost::asio::awaitable<void> part();
  void release();

  HttpHouse& house_;
  std::string peer_;
  HttpStream stream_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<Body>> parser_;
  HttpRequest request_;
  std::uint64_t reserved_ = 0;
  std::shared_ptr<HttpFlow> flow_;  ///< that is being written
  std::optional<Clock::time_point> waiting_since_;
  bool finishing_ = false;
  bool closed_ = false;
};

}  // namespace holdwatch::net
