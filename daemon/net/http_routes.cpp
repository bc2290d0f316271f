#include "net/http_routes.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;

HttpResponse not_allowed(const HttpRequest& request, std::string allowed) {
  HttpResponse response =
      problem(405, "Method Not Allowed",
              fmt::format("{} takes {}, not {}", request.path, allowed, request.method));
  response.headers.emplace_back("Allow", std::move(allowed));
  return response;
}

asio::awaitable<HttpResponse> guarded(const HttpServer::Handler& handler, HttpRequest request) {
  const std::string what = request.method + " " + request.path;
  try {
    auto answer = handler(std::move(request));
    co_return co_await std::move(answer);
  } catch (const std::exception& error) {
    spdlog::error("http request=\"{}\" status=500 error=\"{}\"", what, error.what());
  }
  co_return problem(500, "Internal Server Error",
                    "the request could not be handled; the log of the daemon says why");
}

}  // namespace

void HttpRoutes::add(std::string_view method, std::string_view path, Handler handler) {
  paths_[std::string(path)].insert_or_assign(std::string(method), std::move(handler));
}

asio::awaitable<HttpResponse> HttpRoutes::answer(HttpRequest request) const {
  const auto path = paths_.find(request.path);
  if (path == paths_.end()) {
    co_return problem(404, "Not Found", fmt::format("nothing is served at {}", request.path));
  }
  const Methods& methods = path->second;
  const auto method = methods.find(request.method == "HEAD" ? "GET" : request.method);
  if (method == methods.end()) {
    std::string allowed;
    for (const auto& [name, handler] : methods) {
      if (!allowed.empty()) allowed += ", ";
      allowed += name == "GET" ? "GET, HEAD" : name;
    }
    co_return not_allowed(request, std::move(allowed));
  }
  auto answer = guarded(method->second, std::move(request));
  co_return co_await std::move(answer);
}

}  // namespace holdwatch::net
