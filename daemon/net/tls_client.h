#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <string>

namespace holdwatch::net {

/// How a peer proves who it is. Verification can't be switched off.
struct TlsSettings {
  std::string ca_file;           ///< PEM; empty: the authorities the system trusts
  std::string server_name;       ///< whom its certificate must name; empty: the host
  std::string certificate_file;  ///< our own, PEM; empty: we show none
  std::string key_file;
};

/// Reads the files; throws std::runtime_error when they can't be used.
boost::asio::ssl::context make_client_context(const TlsSettings& settings);

using TlsOverSocket = boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>;

/// Has the handshake insist that the peer is whom the settings name, or else `host`.
void expect_peer(TlsOverSocket& stream, const TlsSettings& settings, const std::string& host);

}  // namespace holdwatch::net
