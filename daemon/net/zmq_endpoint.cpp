#include "net/zmq_endpoint.h"

#include <fmt/format.h>

#include <charconv>

#include "net/host_port.h"

namespace holdwatch::net {
namespace {

constexpr std::string_view kTcp = "tcp://";
constexpr std::string_view kIpc = "ipc://";

bool is_port(std::string_view text, bool bind) {
  if (text == "*") return bind;
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port <= 65535 &&
         (port > 0 || bind);
}

}  // namespace

std::optional<std::string> check_zmq_endpoint(std::string_view endpoint, bool bind,
                                              bool allow_remote) {
  if (endpoint.starts_with(kIpc) && endpoint.size() > kIpc.size()) return std::nullopt;
  const auto address =
      endpoint.starts_with(kTcp) ? split_host_port(endpoint.substr(kTcp.size())) : std::nullopt;
  if (!address || !is_port(address->port, bind)) {
    return fmt::format(
        "found \"{}\", expected tcp://HOST:PORT or ipc://PATH, e.g. tcp://127.0.0.1:9479",
        endpoint);
  }
  if (allow_remote || is_loopback(address->host)) return std::nullopt;
  return fmt::format(
      "\"{}\" can be reached from other machines, and nothing protects it: give it keys (curve), "
      "use "
      "127.0.0.1, [::1] or ipc://, or say allow_remote: true",
      endpoint);
}

}  // namespace holdwatch::net
