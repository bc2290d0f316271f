#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdwatch::net {

class HttpFlow;

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
  std::shared_ptr<HttpFlow> flow = {};  ///< instead of the body, as long as it goes on
};

/// An RFC 9457 problem document.
HttpResponse problem(unsigned status, std::string_view title, std::string_view detail);
/// The same, for what may work a second later: too much was asked (429) or it can't be had (503).
HttpResponse too_many(std::string_view detail);
HttpResponse unavailable(std::string_view detail);

}  // namespace holdwatch::net
