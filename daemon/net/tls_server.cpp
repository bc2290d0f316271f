#include "net/tls_server.h"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <boost/system/system_error.hpp>
#include <stdexcept>

namespace holdwatch::net {
namespace {

namespace ssl = boost::asio::ssl;

/// `use` takes the file; what goes wrong is told with its name.
template <class Use>
void with_file(const char* what, const std::string& file, Use use) try {
  use(file);
} catch (const boost::system::system_error& error) {
  throw std::runtime_error(
      fmt::format("TLS: the {} {:?} can't be used: {}", what, file, error.code().message()));
}

ssl::verify_mode verify_mode(ClientCertificate wanted) {
  switch (wanted) {
    case ClientCertificate::none:
      return ssl::verify_none;
    case ClientCertificate::verified_if_shown:
      return ssl::verify_peer;
    case ClientCertificate::required:
      break;
  }
  return ssl::verify_peer | ssl::verify_fail_if_no_peer_cert;
}

}  // namespace

std::shared_ptr<ssl::context> make_tls_server(const TlsServerSettings& settings) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(
      native, settings.min_version == TlsVersion::tls13 ? TLS1_3_VERSION : TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  with_file("certificate", settings.certificate_file,
            [&](const std::string& file) { context->use_certificate_chain_file(file); });
  with_file("key", settings.key_file, [&](const std::string& file) {
    context->use_private_key_file(file, ssl::context::pem);
  });
  if (SSL_CTX_check_private_key(native) != 1) {
    throw std::runtime_error(fmt::format("TLS: the key {:?} is not that of the certificate {:?}",
                                         settings.key_file, settings.certificate_file));
  }
  context->set_verify_mode(verify_mode(settings.client_certificate));
  if (!settings.client_ca_file.empty()) {
    with_file("client CA", settings.client_ca_file,
              [&](const std::string& file) { context->load_verify_file(file); });
    SSL_CTX_set_client_CA_list(native, SSL_load_client_CA_file(settings.client_ca_file.c_str()));
  }
  // Sessions are resumed only with certificates that were verified for this very server.
  constexpr unsigned char kSessions[] = "holdwatch";
  SSL_CTX_set_session_id_context(native, kSessions, sizeof kSessions - 1);
  return context;
}

}  // namespace holdwatch::net
