#include "app/http_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "net/host_port.h"
#include "net/password_check.h"
#include "net/secret_file.h"

namespace holdwatch {

namespace {

constexpr const char* kDefaultListen = "127.0.0.1:9478";
constexpr std::size_t kShortestToken = 16;
/// Without `everybody`, which is nobody's.
const std::vector<std::string_view> kRoles(net::kHttpRoles.begin() + 1, net::kHttpRoles.end());
constexpr net::HttpRole kAllRoles[] = {net::HttpRole::scrape, net::HttpRole::ingest,
                                       net::HttpRole::operate};

net::HttpRole role_at(std::size_t place) {
  return static_cast<net::HttpRole>(place + 1);
}

std::optional<net::HttpRole> role_named(std::string_view word) {
  const auto found = std::find(kRoles.begin(), kRoles.end(), word);
  if (found == kRoles.end()) return std::nullopt;
  return role_at(static_cast<std::size_t>(found - kRoles.begin()));
}

/// A role by its word; an unknown one is a problem at `key`.
net::HttpRole read_role(config::Section& section, std::string_view key, std::string_view word) {
  const auto role = role_named(word);
  if (!role) {
    section.problem(
        key, fmt::format("found {}, expected scrape, ingest or operate", config::quoted(word)));
  }
  return role.value_or(net::HttpRole::scrape);
}

/// Paths in a web config are relative to it.
std::string read_path(config::Section& section, std::string_view key,
                      const std::filesystem::path& folder) {
  const std::string path = section.text(key, "");
  return path.empty() ? path : (folder / path).string();
}

net::ClientCertificate read_client_certificate(config::Section& tls) {
  // Those that show any certificate at all are known no better than those that show none.
  switch (tls.choice("client_auth_type", 0,
                     {"NoClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert"})) {
    case 0:
      return net::ClientCertificate::none;
    case 1:
      return net::ClientCertificate::verified_if_shown;
    default:
      return net::ClientCertificate::required;
  }
}

net::TlsServerSettings read_tls(config::Section tls, const std::filesystem::path& folder) {
  net::TlsServerSettings settings;
  settings.certificate_file = read_path(tls, "cert_file", folder);
  settings.key_file = read_path(tls, "key_file", folder);
  settings.client_certificate = read_client_certificate(tls);
  settings.client_ca_file = read_path(tls, "client_ca_file", folder);
  settings.min_version =
      static_cast<net::TlsVersion>(tls.choice("min_version", 0, {"TLS12", "TLS13"}));
  if (settings.certificate_file.empty()) tls.problem("cert_file", "expected a file");
  if (settings.key_file.empty()) tls.problem("key_file", "expected a file");
  const bool needs_ca = settings.client_certificate != net::ClientCertificate::none;
  if (needs_ca && settings.client_ca_file.empty()) {
    tls.problem("client_ca_file", "expected the file of who signs clients' certificates");
  }
  tls.finish();
  return settings;
}

std::vector<net::HttpUser> read_users(config::Section users) {
  std::vector<net::HttpUser> read;
  for (const auto& [name, hash] : users.named_texts()) {
    if (!net::is_bcrypt_hash(hash)) {
      users.problem(name, "expected a bcrypt hash, as `htpasswd -nB NAME` writes it ($2y$...)");
    }
    read.push_back({name, hash});
  }
  return read;
}

/// The file under `web_config`. What is wrong in it is a problem of that key, with its own line.
void read_web_config(config::Section& http, HttpConfig& config) {
  const std::optional<std::string> path = http.optional_text("web_config");
  if (!path) return;
  std::ifstream file(*path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) {
    return http.problem("web_config", fmt::format("{}: can't be read: {}", config::quoted(*path),
                                                  std::strerror(errno)));
  }
  config::Section web = config::Section::parse(text.str(), *path);
  if (web.has("tls_server_config")) {
    config.tls =
        read_tls(web.section("tls_server_config"), std::filesystem::path(*path).parent_path());
  }
  config.users = read_users(web.section("basic_auth_users"));
  web.finish();
  for (const config::Problem& problem : web.problems()) {
    http.problem("web_config", config::to_string(problem));
  }
}

/// `users: {NAME: ROLE}`; who isn't named there may look.
void read_user_roles(config::Section roles, std::vector<net::HttpUser>& users) {
  for (const auto& [name, word] : roles.named_texts()) {
    const auto user = std::find_if(users.begin(), users.end(),
                                   [&](const net::HttpUser& known) { return known.name == name; });
    const net::HttpRole role = read_role(roles, name, word);
    if (user == users.end()) {
      roles.problem(name, "expected a name among basic_auth_users of web_config");
    } else {
      user->role = role;
    }
  }
}

std::vector<HttpConfig::TokenFile> read_tokens(config::Section& http) {
  std::vector<HttpConfig::TokenFile> tokens;
  for (config::Section& token : http.list("tokens")) {
    HttpConfig::TokenFile read;
    read.path = token.required_text("file");
    read.role = role_at(token.choice("role", 0, kRoles));
    token.finish();
    tokens.push_back(std::move(read));
  }
  return tokens;
}

std::vector<net::HttpRole> read_unauthenticated(config::Section& http, const HttpConfig& config,
                                                std::string_view host) {
  if (http.has("allow_unauthenticated")) {
    std::vector<net::HttpRole> said;
    for (const std::string& word : http.texts("allow_unauthenticated")) {
      said.push_back(read_role(http, "allow_unauthenticated", word));
    }
    return said;
  }
  if (!config.users.empty() || !config.tokens.empty()) return {};
  const bool needs_certificate =
      config.tls && config.tls->client_certificate == net::ClientCertificate::required;
  if (!needs_certificate && !net::is_loopback(host)) {
    http.problem("listen",
                 fmt::format("{} can be reached from other machines, and nothing protects it: use "
                             "127.0.0.1, name tokens or a web_config, or say what everybody may do "
                             "(allow_unauthenticated: [scrape])",
                             config::quoted(config.listen)));
  }
  return {std::begin(kAllRoles), std::end(kAllRoles)};
}

}  // namespace

HttpConfig read_http_config(config::Section http) {
  HttpConfig config;
  config.listen = http.text("listen", kDefaultListen);
  const auto where = net::split_host_port(config.listen);
  if (!where) {
    http.problem("listen",
                 fmt::format("found {}, expected host:port", config::quoted(config.listen)));
  }
  read_web_config(http, config);
  read_user_roles(http.section("users"), config.users);
  config.tokens = read_tokens(http);
  config.unauthenticated = read_unauthenticated(http, config, where ? where->host : "localhost");
  http.finish();
  return config;
}

net::HttpProtection load_protection(const HttpConfig& config) {
  net::HttpProtection protection;
  if (config.tls) protection.tls = net::make_tls_server(*config.tls);
  protection.access.users = config.users;
  protection.access.unauthenticated = config.unauthenticated;
  for (const HttpConfig::TokenFile& token : config.tokens) {
    std::string secret = net::read_secret_file(token.path);
    if (secret.size() < kShortestToken) {
      throw std::runtime_error(fmt::format("http.tokens: {}: expected a token of {} bytes at least",
                                           token.path, kShortestToken));
    }
    protection.access.tokens.push_back({std::move(secret), token.role});
  }
  return protection;
}

}  // namespace holdwatch
