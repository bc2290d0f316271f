#include "sinks/delivery/receiver.h"

#include <fmt/format.h>

#include "net/secret_file.h"
#include "net/tls_section.h"

namespace holdwatch {

using namespace std::chrono_literals;

ReceiverSettings read_receiver(config::Section& section, int messages_per_minute) {
  ReceiverSettings settings;
  if (section.has("tls")) settings.client.tls = net::read_tls(section.section("tls"));
  settings.username = section.text("username", "");
  settings.password_file = section.text("password_file", "");
  settings.token_file = section.text("token_file", "");
  if (settings.username.empty() != settings.password_file.empty()) {
    section.problem("password_file", "username and password_file need each other");
  }
  if (!settings.username.empty() && !settings.token_file.empty()) {
    section.problem("token_file", "expected either token_file or username");
  }
  settings.client.timeout = std::chrono::duration_cast<std::chrono::milliseconds>(
      section.duration("timeout", settings.client.timeout, 10ms, 5min));
  settings.client.connect_timeout =
      std::min(settings.client.connect_timeout, settings.client.timeout);
  settings.messages_per_minute =
      static_cast<int>(section.whole("messages_per_minute", messages_per_minute, 1, 1'000'000));
  return settings;
}

EscalationRule read_escalation(config::Section& section) {
  EscalationRule rule;
  rule.min_step = static_cast<int>(section.whole("min_step", rule.min_step, 1, 4));
  rule.cool_down = section.duration("cool_down", rule.cool_down, 0s, 24h);
  return rule;
}

net::HttpUrl read_url(config::Section& section, std::string_view key, std::string_view text) {
  auto url = net::parse_http_url(text);
  if (url) return std::move(*url);
  section.problem(key, fmt::format("found {}, {}", config::quoted(text), url.error()));
  return {};
}

HttpHeaders authorization(const ReceiverSettings& settings) {
  if (!settings.token_file.empty()) {
    return {{"Authorization", "Bearer " + net::read_secret_file(settings.token_file)}};
  }
  if (settings.username.empty()) return {};
  return {{"Authorization", net::basic_authorization(
                                settings.username, net::read_secret_file(settings.password_file))}};
}

}  // namespace holdwatch
