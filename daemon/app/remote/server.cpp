#include "app/remote/server.h"

#include <fmt/format.h>

#include "net/secret_file.h"
#include "wire/flat_json.h"

namespace holdwatch::remote {

std::string problem_of_server(const std::string& url) {
  const auto parsed = net::parse_http_url(url);
  return parsed ? "" : parsed.error();
}

net::HttpAnswer post(const Server& server, std::string_view path, std::string body) {
  net::HttpUrl peer = net::parse_http_url(server.url).value();
  // A daemon behind a proxy may be reached below a path.
  while (peer.target.ends_with('/')) peer.target.pop_back();
  net::HttpCall call{.method = "POST",
                     .target = peer.target.append(path),
                     .headers = {{"Content-Type", "application/json"}},
                     .body = std::move(body)};
  if (server.token_file) {
    call.headers.emplace_back("Authorization",
                              "Bearer " + net::read_secret_file(*server.token_file));
  }
  return net::ask_and_wait(peer, {}, std::move(call));
}

std::string detail_of(const net::HttpAnswer& answer) {
  wire::FlatJson json;
  if (const auto members = json.read(answer.body)) {
    for (const wire::NamedText& member : *members) {
      if (member.name == "detail") return std::string(member.value);
    }
  }
  return fmt::format("it answered with HTTP status {}", answer.status);
}

}  // namespace holdwatch::remote
