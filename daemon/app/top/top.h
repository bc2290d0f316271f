#pragma once

#include <string>

#include "app/remote/server.h"

namespace holdwatch::top {

struct Options {
  remote::Server server;
  std::string who;  ///< acknowledges
};

/// Shows what a running daemon sees, as it changes, until somebody quits; line by line where
/// standard output is no terminal. Returns the exit status.
int run(const Options& options);

}  // namespace holdwatch::top
