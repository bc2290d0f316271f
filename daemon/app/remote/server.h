#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/http_client.h"

/// What holdwatchctl asks of a running daemon.
namespace holdwatch::remote {

/// Where the daemon is, and what it wants to be shown.
struct Server {
  std::string url = "http://127.0.0.1:9478";
  std::optional<std::string> token_file;  ///< as net::read_secret_file() takes it
};

/// An empty text when it can be asked, else what is wrong with it.
std::string problem_of_server(const std::string& url);

/// The daemon's answer to a JSON body at a path. Throws std::runtime_error with a message for the
/// operator when there is none, or the token can't be read.
net::HttpAnswer post(const Server& server, std::string_view path, std::string body);

/// What a problem document says, or what can be said without one.
std::string detail_of(const net::HttpAnswer& answer);

}  // namespace holdwatch::remote
