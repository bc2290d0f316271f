#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "net/host_port.h"

namespace holdwatch::net {

/// Where HTTP is spoken: http or https, whom to, and what is asked for.
struct HttpUrl {
  bool is_tls = false;
  HostPort peer;
  std::string target = "/";  ///< path and query, percent-encoded

  /// "https://example.com:8443", without the target and without a port that goes without saying.
  std::string origin() const;
  /// What the header Host says.
  std::string authority() const;
};

/// Reads "https://hooks.example.com/a?b"; the error says what is wrong, and repeats no secret.
/// Names and passwords belong elsewhere, and are an error.
tl::expected<HttpUrl, std::string> parse_http_url(std::string_view text);

}  // namespace holdwatch::net
