#include "net/http_message.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace holdwatch::net {

namespace {

HttpResponse try_later(HttpResponse refusal) {
  refusal.headers.emplace_back("Retry-After", "1");
  return refusal;
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto& header) {
    return boost::beast::iequals(header.first, name);
  });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

HttpResponse problem(unsigned status, std::string_view title, std::string_view detail) {
  const boost::json::value document = {
      {"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = boost::json::serialize(document) + "\n";
  return response;
}

HttpResponse too_many(std::string_view detail) {
  return try_later(problem(429, "Too Many Requests", detail));
}

HttpResponse unavailable(std::string_view detail) {
  return try_later(problem(503, "Service Unavailable", detail));
}

}  // namespace holdwatch::net
