#include "net/tls_client.h"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <stdexcept>

namespace holdwatch::net {

namespace {

namespace asio = boost::asio;

void use_files(asio::ssl::context& context, const TlsSettings& tls) {
  if (tls.ca_file.empty()) {
    context.set_default_verify_paths();
  } else {
    context.load_verify_file(tls.ca_file);
  }
  if (tls.certificate_file.empty()) return;
  context.use_certificate_chain_file(tls.certificate_file);
  context.use_private_key_file(tls.key_file, asio::ssl::context::pem);
}

bool is_address(const std::string& host) {
  boost::system::error_code not_an_address;
  asio::ip::make_address(host, not_an_address);
  return !not_an_address;
}

}  // namespace

asio::ssl::context make_client_context(const TlsSettings& settings) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(asio::ssl::verify_peer);
  try {
    use_files(context, settings);
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error(fmt::format("TLS: {} (ca_file {:?}, certificate_file {:?})",
                                         error.code().message(), settings.ca_file,
                                         settings.certificate_file));
  }
  return context;
}

void expect_peer(TlsOverSocket& stream, const TlsSettings& settings, const std::string& host) {
  const std::string& name = settings.server_name.empty() ? host : settings.server_name;
  stream.set_verify_callback(asio::ssl::host_name_verification(name));
  if (!is_address(name)) SSL_set_tlsext_host_name(stream.native_handle(), name.c_str());
}

}  // namespace holdwatch::net
