#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace holdwatch::net {

struct BearerToken {
  std::string secret;
};

struct NameAndPassword {
  std::string name;
  std::string password;
};

/// What a header `Authorization` shows (RFC 6750, RFC 7617); monostate for anything else.
using HttpCredentials = std::variant<std::monostate, BearerToken, NameAndPassword>;
HttpCredentials parse_credentials(std::string_view authorization);

}  // namespace holdwatch::net
