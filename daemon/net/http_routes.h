#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "net/http_server.h"

namespace holdwatch::net {

/// Who answers which path and method. One segment of a path may be `*`: any text but a slash, which
/// the handler finds in HttpRequest::segment. A path without one goes before such a pattern.
class HttpRoutes {
 public:
  using Handler = HttpServer::Handler;

  void add(std::string_view method, std::string_view path, Handler handler, HttpRole needed);

  /// Whom it is for; nullopt when nothing is served there.
  std::optional<HttpRole> needed(std::string_view method, std::string_view path) const;

  /// The handler's answer; 404 for an unknown path, 405 for a known one with another method, 500
  /// (and a line in the log) when the handler throws. GET handlers answer HEAD too. Never throws.
  boost::asio::awaitable<HttpResponse> answer(HttpRequest request) const;

 private:
  struct Route {
    Handler handler;
    HttpRole needed;
  };
  using Methods = std::map<std::string, Route, std::less<>>;

  /// What is served at a path, and the part of it that stands for the `*`.
  struct Found {
    const Methods* methods = nullptr;  ///< null: nothing
    std::string_view segment;
  };

  Found find(std::string_view path) const;

  std::map<std::string, Methods, std::less<>> paths_;
};

}  // namespace holdwatch::net
