#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <zmq.hpp>

namespace holdwatch::net {

/// How a ZeroMQ socket is encrypted, and whom it trusts (CURVE, RFC 26). A key file holds one key
/// of 40 characters (Z85), as `holdwatchctl keys generate` writes it.
struct ZmqCurve {
  std::string secret_key_file;  ///< our own; as read_secret_file() takes it
  std::string clients_file;     ///< of a socket that binds: who may connect, a public key a line
  std::string server_key_file;  ///< of a socket that connects: the public key of who listens
};

/// What is missing for a socket that binds, or one that connects; nullopt when it is complete.
std::optional<std::string> check_zmq_curve(const ZmqCurve& curve, bool bind);

struct ZmqKeys {
  std::string secret;
  std::string open;  ///< the public key
};
ZmqKeys make_zmq_keys();

/// The keys in the text of a list: one a line, behind it a space and whatever helps to know whose
/// it is. Lines that begin with no key are skipped.
std::set<std::string> parse_zmq_keys(std::string_view text);

/// Before the socket binds or connects; throws std::runtime_error with a message for the operator.
void apply_zmq_curve(::zmq::socket_t& socket, const ZmqCurve& curve, bool bind);

}  // namespace holdwatch::net
