#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdwatch::net {

struct HttpRequest {
  std::string method;
  std::string path;     ///< percent-decoded, without the query
  std::string segment;  ///< of the path, that stands where its route has a `*`
  std::string query;    ///< raw
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The first header of that name, case-insensitive; empty when absent.
  std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// An RFC 9457 problem document.
HttpResponse problem(unsigned status, std::string_view title, std::string_view detail);

struct HttpLimits {
  std::uint64_t body_bytes = 8 * 1024 * 1024;
  std::size_t connections = 256;
  std::chrono::milliseconds request_timeout{30'000};  ///< to read one, and to write its answer
  std::chrono::milliseconds idle_timeout{60'000};     ///< between requests
};

/// The daemon's one HTTP listener. Components register routes before it starts; handlers run on
/// the server's executor, which must be one thread. Unknown paths give 404, known paths with
/// another method 405 with Allow, HEAD is answered by the GET handler, and a handler that throws
/// gives 500 and a line in the log. When all connections are taken, the one that has kept the
/// server waiting longest makes room.
class HttpServer {
 public:
  using Handler = std::function<boost::asio::awaitable<HttpResponse>(HttpRequest)>;

  HttpServer(boost::asio::any_io_executor executor, HttpLimits limits);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// One segment of the path may be `*`: any text, found in HttpRequest::segment.
  void route(std::string_view method, std::string_view path, Handler handler);

  /// Listens on `address` ("127.0.0.1:9478", "[::1]:0"); throws std::runtime_error with a message
  /// for the operator. Port 0 takes a free one.
  void bind(std::string_view address);
  /// Where it listens, after bind(): host:port.
  std::string address() const;
  /// Accepts until cancelled; then lets the answers that are owed go out (2 s at most) and returns.
  boost::asio::awaitable<void> run();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::net
