#include "net/http_origin.h"

#include <boost/beast/core/string.hpp>

namespace holdwatch::net {

bool is_cross_origin(const HttpRequest& request) {
  // Browsers say it themselves where the connection is safe or local, else they name the page.
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  std::string_view origin = request.header("Origin");
  if (origin.empty()) return false;
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) return true;  // "null": a page that hides where it is from
  origin.remove_prefix(scheme + 3);
  return !boost::beast::iequals(origin, request.header("Host"));
}

bool is_forged(const HttpRequest& request) {
  const bool only_looks =
      request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
  return !only_looks && is_cross_origin(request);
}

}  // namespace holdwatch::net
