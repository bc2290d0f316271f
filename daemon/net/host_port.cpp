#include "net/host_port.h"

#include <boost/asio/ip/address.hpp>

namespace holdwatch::net {

std::optional<HostPort> split_host_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return {};
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const bool is_v6 = host.find(':') != std::string_view::npos;
  if (host.find_first_of("[]") != std::string_view::npos || is_v6 != bracketed) return {};
  return HostPort{std::string(host), std::string(text.substr(colon + 1))};
}

std::string join_host_port(const HostPort& address) {
  const bool is_v6 = address.host.find(':') != std::string::npos;
  return is_v6 ? "[" + address.host + "]:" + address.port : address.host + ":" + address.port;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  boost::system::error_code not_an_address;
  const auto address = boost::asio::ip::make_address(host, not_an_address);
  return !not_an_address && address.is_loopback();
}

}  // namespace holdwatch::net
