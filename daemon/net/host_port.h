#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdwatch::net {

struct HostPort {
  std::string host;  ///< without the brackets of an IPv6 address
  std::string port;
};

/// Splits "127.0.0.1:9478", "[::1]:9478" or "localhost:9478"; nullopt for anything else.
std::optional<HostPort> split_host_port(std::string_view text);

/// "127.0.0.1:9478", "[::1]:9478".
std::string join_host_port(const HostPort& address);

/// Whether nobody on another machine can reach this host: 127.0.0.0/8, ::1 or localhost.
bool is_loopback(std::string_view host);

}  // namespace holdwatch::net
