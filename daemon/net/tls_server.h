#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace holdwatch::net {

/// What is asked of a client's certificate.
enum class ClientCertificate : std::uint8_t {
  none,
  verified_if_shown,
  required  ///< and verified
};

enum class TlsVersion : std::uint8_t { tls12, tls13 };

/// How a server proves who it is, and whom it lets in. Files are PEM.
struct TlsServerSettings {
  std::string certificate_file;  ///< with its chain
  std::string key_file;
  std::string client_ca_file;  ///< whose clients are trusted
  ClientCertificate client_certificate = ClientCertificate::none;
  TlsVersion min_version = TlsVersion::tls12;
};

/// Throws std::runtime_error, with a message for the operator, when the files can't be used.
std::shared_ptr<boost::asio::ssl::context> make_tls_server(const TlsServerSettings& settings);

}  // namespace holdwatch::net
