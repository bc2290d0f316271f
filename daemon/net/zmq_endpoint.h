#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdwatch::net {

/// What is wrong with a ZeroMQ endpoint, for the operator; nullopt when it can be used. Without
/// keys only this machine may take part, so a TCP endpoint that is not loopback is refused unless
/// `allow_remote`.
std::optional<std::string> check_zmq_endpoint(std::string_view endpoint, bool bind,
                                              bool allow_remote);

}  // namespace holdwatch::net
