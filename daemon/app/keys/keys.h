#pragma once

#include <string>

/// `holdwatchctl keys generate`: keys for ZeroMQ's encryption (CURVE).
namespace holdwatch::keys {

struct Options {
  std::string name;
};

/// Writes NAME.secret, which only its owner can read, and NAME.public, and prints the latter. Never
/// over a file that is there. Returns the status of the program.
int generate(const Options& options);

}  // namespace holdwatch::keys
