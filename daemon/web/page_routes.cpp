#include "web/page_routes.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>

namespace holdwatch::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

using Parameters = beast::http::param_list;

bool is_refused(const Parameters& parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [](const auto& parameter) {
    return parameter.first == "q" &&
           parameter.second.find_first_not_of("0.") == parameter.second.npos;
  });
}

bool takes(std::string_view accept_encoding, std::string_view coding) {
  const beast::http::ext_list accepted(accept_encoding);
  return std::any_of(accepted.begin(), accepted.end(), [coding](const auto& offer) {
    return beast::iequals(offer.first, coding) && !is_refused(offer.second);
  });
}

void pack(net::HttpResponse& response, const PageFile& file, std::string_view accept_encoding) {
  if (takes(accept_encoding, "br")) {
    response.body = file.brotli;
    response.headers.emplace_back("Content-Encoding", "br");
  } else if (takes(accept_encoding, "gzip")) {
    response.body = file.gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
  } else {
    response.body = file.plain;
  }
}

asio::awaitable<net::HttpResponse> answered(net::HttpResponse response) {
  co_return response;
}

}  // namespace

net::HttpResponse answer(const PageFile& file, const net::HttpRequest& request) {
  net::HttpResponse response;
  response.content_type = file.content_type;
  response.headers = {
      {"ETag", std::string(file.etag)},      {"Cache-Control", "no-cache"},
      {"Vary", "Accept-Encoding"},           {"Content-Security-Policy", std::string(kPolicy)},
      {"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}};
  if (request.header("If-None-Match").find(file.etag) != std::string_view::npos) {
    response.status = 304;
  } else {
    pack(response, file, request.header("Accept-Encoding"));
  }
  return response;
}

void serve_page(net::HttpServer& http) {
  for (const PageFile& file : page_files()) {
    http.route(
        "GET", file.path,
        [&file](const net::HttpRequest& request) { return answered(answer(file, request)); },
        net::HttpRole::scrape);
  }
}

}  // namespace holdwatch::web
