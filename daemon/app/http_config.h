#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/section.h"
#include "net/http_access.h"
#include "net/http_server.h"
#include "net/tls_server.h"

namespace holdwatch {

/// The section `http`, and the file that its `web_config` names: certificate and passwords in the
/// format of Prometheus' exporter-toolkit.
struct HttpConfig {
  struct TokenFile {
    std::string path;  ///< as net::read_secret_file() takes it
    net::HttpRole role = net::HttpRole::scrape;
  };

  std::string listen;
  std::optional<net::TlsServerSettings> tls;
  std::vector<net::HttpUser> users;
  std::vector<TokenFile> tokens;
  std::vector<net::HttpRole> unauthenticated;  ///< what everybody may do
};

/// An address that other machines reach is a problem when nothing protects it, unless the section
/// says what everybody may do.
HttpConfig read_http_config(config::Section http);

/// Reads the certificate and the tokens; throws std::runtime_error with a message for the operator.
net::HttpProtection load_protection(const HttpConfig& config);

}  // namespace holdwatch
