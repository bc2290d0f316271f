#include "net/http_credentials.h"

#include <openssl/evp.h>

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <optional>

namespace holdwatch::net {
namespace {

/// What stands behind the scheme; nullopt when it is another.
std::optional<std::string_view> behind(std::string_view authorization, std::string_view scheme) {
  if (!boost::beast::iequals(authorization.substr(0, scheme.size()), scheme)) return std::nullopt;
  authorization.remove_prefix(scheme.size());
  const auto start = authorization.find_first_not_of(' ');
  if (start == 0 || start == std::string_view::npos) return std::nullopt;
  return authorization.substr(start);
}

std::optional<std::string> decode_base64(std::string_view text) {
  const std::size_t data = std::min(text.find('='), text.size());
  const std::size_t padding = text.size() - data;
  if (padding > 2 || text.find_first_not_of('=', data) != std::string_view::npos) {
    return std::nullopt;
  }
  std::string bytes(text.size(), '\0');
  const int decoded = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                      reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()));
  if (decoded < 0) return std::nullopt;
  // OpenSSL counts the bytes that padding stands for.
  bytes.resize(static_cast<std::size_t>(decoded) - padding);
  return bytes;
}

}  // namespace

HttpCredentials parse_credentials(std::string_view authorization) {
  if (const auto token = behind(authorization, "Bearer")) {
    return BearerToken{std::string(*token)};
  }
  const auto encoded = behind(authorization, "Basic");
  const auto pair = encoded ? decode_base64(*encoded) : std::nullopt;
  const auto colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::monostate();
  return NameAndPassword{pair->substr(0, colon), pair->substr(colon + 1)};
}

}  // namespace holdwatch::net
