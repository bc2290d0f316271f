#include "net/zmq_curve.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "net/secret_file.h"

namespace holdwatch::net {
namespace {

constexpr std::size_t kKeyChars = 40;
constexpr std::size_t kKeyBytes = 32;
using KeyText = std::array<char, kKeyChars + 1>;

bool is_key(const std::string& text) {
  std::array<std::uint8_t, kKeyBytes> bytes{};
  return text.size() == kKeyChars && ::zmq_z85_decode(bytes.data(), text.c_str()) != nullptr;
}

std::string read_key(const std::string& file) {
  std::string key = read_secret_file(file);
  if (!is_key(key)) {
    throw std::runtime_error(
        fmt::format("{}: expected a key of {} characters, as holdwatchctl keys generate writes it",
                    file, kKeyChars));
  }
  return key;
}

std::string public_key_of(const std::string& secret) {
  KeyText key{};
  if (::zmq_curve_public(key.data(), secret.c_str()) != 0) throw ::zmq::error_t();
  return key.data();
}

}  // namespace

std::optional<std::string> check_zmq_curve(const ZmqCurve& curve, bool bind) {
  if (bind && curve.clients_file.empty()) {
    return "expected clients_file: who may connect, a public key a line";
  }
  if (!bind && curve.server_key_file.empty()) {
    return "expected server_key_file: the public key of who listens there";
  }
  return std::nullopt;
}

ZmqKeys make_zmq_keys() {
  KeyText open{};
  KeyText secret{};
  if (::zmq_curve_keypair(open.data(), secret.data()) != 0) throw ::zmq::error_t();
  return {secret.data(), open.data()};
}

std::set<std::string> parse_zmq_keys(std::string_view text) {
  std::set<std::string> keys;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    std::string key(line.substr(0, line.find_first_of(" \t\r")));
    if (is_key(key)) keys.insert(std::move(key));
  }
  return keys;
}

void apply_zmq_curve(::zmq::socket_t& socket, const ZmqCurve& curve, bool bind) {
  const std::string secret = read_key(curve.secret_key_file);
  socket.set(::zmq::sockopt::curve_secretkey, secret);
  if (bind) {
    socket.set(::zmq::sockopt::curve_server, true);
    socket.set(::zmq::sockopt::zap_domain, "holdwatch");
  } else {
    socket.set(::zmq::sockopt::curve_publickey, public_key_of(secret));
    socket.set(::zmq::sockopt::curve_serverkey, read_key(curve.server_key_file));
  }
}

}  // namespace holdwatch::net
