#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/http_url.h"
#include "net/tls_client.h"

namespace holdwatch::net {

struct HttpClientSettings {
  TlsSettings tls;                                      ///< for https
  std::chrono::milliseconds connect_timeout{5'000};     ///< name, connection and TLS together
  std::chrono::milliseconds timeout{10'000};            ///< the whole exchange, connecting included
  std::size_t answer_bytes = std::size_t{1024} * 1024;  ///< a longer answer is an error
};

struct HttpCall {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers;  ///< Authorization among them
  std::string body;
};

struct HttpAnswer {
  unsigned status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The first header of that name, case-insensitive; empty when absent.
  std::string_view header(std::string_view name) const;
};

/// Speaks HTTP/1.1 with one peer, directly: no proxies, no redirections followed. Calls may
/// overlap; each takes a connection that an earlier one left open, or makes its own. All members
/// are called on the executor's one thread, and the client outlives its calls.
class HttpClient {
 public:
  /// `peer` is whom to speak with; its target doesn't matter. Reads the TLS files; throws
  /// std::runtime_error when they can't be used.
  HttpClient(boost::asio::any_io_executor executor, HttpUrl peer, HttpClientSettings settings);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// The answer, whatever its status. Throws std::runtime_error with a message for the operator
  /// that names the peer when there is none (TimedOut is such). A call is never repeated: whoever
  /// asks knows whether it may be.
  boost::asio::awaitable<HttpAnswer> ask(HttpCall call);

  /// An answer without an end: hands over its body piece by piece as it comes, for as long as the
  /// peer sends, when its status is 200; the body of any other is in the answer. Connects for this
  /// call alone; `timeout` is the longest silence. Throws as ask() does.
  using TakePiece = std::function<void(std::string_view piece)>;
  boost::asio::awaitable<HttpAnswer> listen(HttpCall call, TakePiece take);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The same for a program that does nothing meanwhile. Connects for this call alone.
HttpAnswer ask_and_wait(const HttpUrl& peer, const HttpClientSettings& settings, HttpCall call);

/// The value of Authorization that shows name and password (RFC 7617).
std::string basic_authorization(std::string_view username, std::string_view password);

}  // namespace holdwatch::net
