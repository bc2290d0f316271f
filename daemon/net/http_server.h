#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/http_access.h"
#include "net/http_message.h"

namespace boost::asio::ssl {
class context;
}

namespace holdwatch::net {

struct HttpLimits {
  std::uint64_t body_bytes = 8 * 1024 * 1024;
  std::uint64_t all_bodies_bytes = 64 * 1024 * 1024;  ///< of requests that are in work at once
  std::size_t connections = 256;
  std::chrono::milliseconds request_timeout{30'000};  ///< to read one, and to write its answer
  std::chrono::milliseconds idle_timeout{60'000};     ///< between requests
};

/// Who is let in, and how the listener proves who it is.
struct HttpProtection {
  std::shared_ptr<boost::asio::ssl::context> tls;  ///< null: plain HTTP
  HttpAccess access;
};

/// The daemon's one HTTP listener. Components register routes before it starts; handlers run on
/// the server's executor, which must be one thread. Unknown paths give 404, known paths with
/// another method 405 with Allow, HEAD is answered by the GET handler, and a handler that throws
/// gives 500 and a line in the log. Whoever may not do what a route needs is told so before the
/// body is read. When all connections are taken, the one that has kept the server waiting longest
/// makes room.
class HttpServer {
 public:
  using Handler = std::function<boost::asio::awaitable<HttpResponse>(HttpRequest)>;

  HttpServer(boost::asio::any_io_executor executor, HttpLimits limits);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// One segment of the path may be `*`: any text, found in HttpRequest::segment.
  void route(std::string_view method, std::string_view path, Handler handler,
             HttpRole needed = HttpRole::operate);

  /// From now on, for new connections; before run() or on the executor's thread. Without it
  /// everybody who reaches the listener may do everything.
  void protect(HttpProtection protection);
  /// Who was turned away; on the executor's thread.
  const HttpRefusals& refusals() const;

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
