#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "config/section.h"
#include "net/http_client.h"
#include "sinks/delivery/escalation.h"

namespace holdwatch {

/// How whoever hears alerts over HTTP is reached and spoken to. Secrets are named by the file that
/// holds them.
struct ReceiverSettings {
  net::HttpClientSettings client;
  std::string username;  ///< with its password: basic authentication
  std::string password_file;
  std::string token_file;  ///< a bearer token
  int messages_per_minute = 60;
};

/// Reads `tls`, `username`, `password_file`, `token_file`, `timeout` and `messages_per_minute`.
ReceiverSettings read_receiver(config::Section& section, int messages_per_minute);

/// Reads `min_step` and `cool_down`.
EscalationRule read_escalation(config::Section& section);

/// Reads a URL under `key`; a bad one is a problem, and an empty result.
net::HttpUrl read_url(config::Section& section, std::string_view key, std::string_view text);

/// Where people see the daemon when `public_url` doesn't say.
inline constexpr const char* kDefaultPublicUrl = "http://127.0.0.1:9478";

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// Authorization, as the settings have it; none is none. Reads the secret; throws
/// std::runtime_error when it can't.
HttpHeaders authorization(const ReceiverSettings& settings);

}  // namespace holdwatch
