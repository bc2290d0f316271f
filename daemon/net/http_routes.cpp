#include "net/http_routes.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <optional>
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

std::string_view served_as(std::string_view method) {
  return method == "HEAD" ? "GET" : method;
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

/// What stands in the path for the pattern's `*`, or nothing when they don't match.
std::optional<std::string_view> segment_of(std::string_view path, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return std::nullopt;
  const std::string_view before = pattern.substr(0, star);
  const std::string_view after = pattern.substr(star + 1);
  if (path.size() <= before.size() + after.size()) return std::nullopt;
  if (!path.starts_with(before) || !path.ends_with(after)) return std::nullopt;
  const std::string_view segment =
      path.substr(before.size(), path.size() - before.size() - after.size());
  if (segment.find('/') != std::string_view::npos) return std::nullopt;
  return segment;
}

}  // namespace

void HttpRoutes::add(std::string_view method, std::string_view path, Handler handler,
                     HttpRole needed) {
  paths_[std::string(path)].insert_or_assign(std::string(method),
                                             Route{std::move(handler), needed});
}

HttpRoutes::Found HttpRoutes::find(std::string_view asked) const {
  if (const auto path = paths_.find(asked); path != paths_.end()) return {&path->second, {}};
  for (const auto& [pattern, methods] : paths_) {
    if (const auto segment = segment_of(asked, pattern)) return {&methods, *segment};
  }
  return {};
}

std::optional<HttpRole> HttpRoutes::needed(std::string_view method, std::string_view path) const {
  const Found found = find(path);
  if (found.methods == nullptr) return std::nullopt;
  const auto route = found.methods->find(served_as(method));
  if (route == found.methods->end()) return std::nullopt;
  return route->second.needed;
}

asio::awaitable<HttpResponse> HttpRoutes::answer(HttpRequest request) const {
  const Found found = find(request.path);
  if (found.methods == nullptr) {
    co_return problem(404, "Not Found", fmt::format("nothing is served at {}", request.path));
  }
  const auto method = found.methods->find(served_as(request.method));
  if (method == found.methods->end()) {
    std::string allowed;
    for (const auto& [name, route] : *found.methods) {
      if (!allowed.empty()) allowed += ", ";
      allowed += name == "GET" ? "GET, HEAD" : name;
    }
    co_return not_allowed(request, std::move(allowed));
  }
  request.segment = found.segment;
  auto answer = guarded(method->second.handler, std::move(request));
  co_return co_await std::move(answer);
}

}  // namespace holdwatch::net
