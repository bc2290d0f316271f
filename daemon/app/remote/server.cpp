#include "app/remote/server.h"

#include <fmt/format.h>

#include "app/exit_status.h"
#include "net/secret_file.h"
#include "wire/flat_json.h"

namespace holdwatch::remote {

namespace {

constexpr std::size_t kAnswerBytes = std::size_t{256} * 1024 * 1024;

/// What a problem document says, or what can be said without one.
std::string detail_of(const net::HttpAnswer& answer) {
  wire::FlatJson json;
  if (const auto members = json.read(answer.body)) {
    for (const wire::NamedText& member : *members) {
      if (member.name == "detail") return std::string(member.value);
    }
  }
  return fmt::format("it answered with HTTP status {}", answer.status);
}

int exit_status_of(unsigned status) {
  if (status == 401 || status == 403) return kNotPermitted;
  return status == 429 || status >= 500 ? kUnavailable : kBad;
}

std::string ask(const Server& server, net::HttpCall call) {
  try {
    return accepted(net::ask_and_wait(peer_of(server), settings_of(server), std::move(call)));
  } catch (const Refused&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw Refused(error.what(), kUnavailable);
  }
}

}  // namespace

std::string problem_of_server(const std::string& url) {
  const auto parsed = net::parse_http_url(url);
  return parsed ? "" : parsed.error();
}

net::HttpUrl peer_of(const Server& server) {
  return net::parse_http_url(server.url).value();
}

net::HttpClientSettings settings_of(const Server& server) {
  net::HttpClientSettings settings;
  settings.tls.ca_file = server.ca_file;
  settings.answer_bytes = kAnswerBytes;
  return settings;
}

net::HttpCall call_of(const Server& server, std::string_view method, std::string_view target,
                      std::string body) {
  net::HttpCall call;
  call.method = method;
  call.target = peer_of(server).target;
  // A daemon behind a proxy may be reached below a path.
  while (call.target.ends_with('/')) call.target.pop_back();
  call.target += target;
  if (!body.empty()) call.headers.emplace_back("Content-Type", "application/json");
  call.body = std::move(body);
  if (!server.token_file) return call;
  try {
    const std::string token = net::read_secret_file(*server.token_file);
    call.headers.emplace_back("Authorization", "Bearer " + token);
  } catch (const std::runtime_error& error) {
    throw Refused(error.what(), kBad);
  }
  return call;
}

std::string accepted(net::HttpAnswer answer) {
  if (answer.status >= 200 && answer.status < 300) return std::move(answer.body);
  std::string detail = detail_of(answer);
  if (answer.status == 401) detail += ". The token goes into a file: --token-file";
  throw Refused(detail, exit_status_of(answer.status));
}

std::string get(const Server& server, std::string_view target) {
  return ask(server, call_of(server, "GET", target));
}

std::string post(const Server& server, std::string_view target, std::string body) {
  return ask(server, call_of(server, "POST", target, std::move(body)));
}

int guarded(const std::function<int()>& run) {
  try {
    return run();
  } catch (const Refused& refused) {
    fmt::print(stderr, "holdwatchctl: {}\n", refused.what());
    return refused.exit_status();
  } catch (const std::exception& error) {
    fmt::print(stderr, "holdwatchctl: {}\n", error.what());
    return kBad;
  }
}

}  // namespace holdwatch::remote
