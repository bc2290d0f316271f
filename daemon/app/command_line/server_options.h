#pragma once

#include <CLI/CLI.hpp>

#include "app/remote/server.h"

namespace holdwatch::command_line {

inline constexpr const char* kServerStatus =
    "The exit status is 0 when all is well, 1 when the news is bad or the daemon refused it, 64 "
    "when the command line is wrong, 69 when the daemon can't be reached, and 77 when it doesn't "
    "let you.";

/// Where the daemon is and how it knows us: what all commands have that speak with one.
inline void add_server(CLI::App& command, remote::Server& server) {
  command.add_option("--server", server.url, "The daemon's address")
      ->type_name("URL")
      ->envname("HOLDWATCH_SERVER")
      ->check(remote::problem_of_server)
      ->capture_default_str();
  command
      .add_option("--token-file", server.token_file,
                  "A file with the token that the daemon wants, where it wants one")
      ->type_name("FILE")
      ->envname("HOLDWATCH_TOKEN_FILE");
  command
      .add_option("--ca-file", server.ca_file,
                  "Whom to trust over https (PEM), instead of the system's authorities")
      ->type_name("FILE")
      ->envname("HOLDWATCH_CA_FILE");
}

}  // namespace holdwatch::command_line
