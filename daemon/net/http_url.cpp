#include "net/http_url.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace holdwatch::net {

namespace {

namespace urls = boost::urls;

const char* default_port(bool is_tls) {
  return is_tls ? "443" : "80";
}

}  // namespace

std::string HttpUrl::authority() const {
  const std::string whole = join_host_port(peer);
  const bool is_default = peer.port == default_port(is_tls);
  return is_default ? whole.substr(0, whole.size() - peer.port.size() - 1) : whole;
}

std::string HttpUrl::origin() const {
  return (is_tls ? "https://" : "http://") + authority();
}

tl::expected<HttpUrl, std::string> parse_http_url(std::string_view text) {
  const auto parsed = urls::parse_uri({text.data(), text.size()});
  if (!parsed) return tl::unexpected(std::string("expected a URL: http://HOST:PORT/PATH"));
  const urls::url_view url = *parsed;
  const bool is_tls = url.scheme_id() == urls::scheme::https;
  if (!is_tls && url.scheme_id() != urls::scheme::http) {
    return tl::unexpected(std::string("expected a URL that begins with http:// or https://"));
  }
  if (url.has_userinfo()) {
    return tl::unexpected(std::string("expected a URL without name and password"));
  }
  if (url.host_address().empty()) return tl::unexpected(std::string("expected a URL with a host"));
  HttpUrl result;
  result.is_tls = is_tls;
  result.peer = {url.host_address(), url.has_port() ? std::string(url.port()) : ""};
  if (result.peer.port.empty()) result.peer.port = default_port(is_tls);
  result.target = std::string(url.encoded_target());
  if (!result.target.starts_with('/')) result.target.insert(0, "/");
  return result;
}

}  // namespace holdwatch::net
