#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "net/http_client.h"

/// What holdwatchctl asks of a running daemon.
namespace holdwatch::remote {

/// Where the daemon is, whom to trust there, and what it wants to be shown.
struct Server {
  std::string url = "http://127.0.0.1:9478";
  std::optional<std::string> token_file;  ///< as net::read_secret_file() takes it
  std::string ca_file;                    ///< empty: the authorities that the system trusts
};

/// Why the daemon didn't do what was asked of it, for the operator.
class Refused : public std::runtime_error {
 public:
  Refused(const std::string& message, int exit_status)
      : std::runtime_error(message), exit_status_(exit_status) {}

  int exit_status() const { return exit_status_; }

 private:
  int exit_status_;
};

/// An empty text when it can be asked, else what is wrong with it.
std::string problem_of_server(const std::string& url);

/// Whom to speak with, and how.
net::HttpUrl peer_of(const Server& server);
net::HttpClientSettings settings_of(const Server& server);

/// A call of a path and query below the server's address, with what it wants to be shown. Throws
/// Refused when the token can't be read.
net::HttpCall call_of(const Server& server, std::string_view method, std::string_view target,
                      std::string body = "");

/// The body of an answer that is none of refusal. Throws Refused otherwise.
std::string accepted(net::HttpAnswer answer);

/// The same of what the daemon answers. Throws Refused, also when there is no answer.
std::string get(const Server& server, std::string_view target);
std::string post(const Server& server, std::string_view target, std::string body);

/// Runs a command and gives its exit status; what it throws is said on standard error.
int guarded(const std::function<int()>& run);

}  // namespace holdwatch::remote
