#pragma once

#include <string>

namespace holdwatch::test_alert {

/// What `holdwatchctl test-alert` was asked for.
struct Options {
  std::string config;
  std::string channel;     ///< the name of a sink: its type unless it has one
  std::string department;  ///< as if it were for that one; empty: for service
};

/// Sends a test alert through a channel of the configuration, without a running daemon, and says
/// what each receiver answered. Returns the exit status: 0 when all have received it, 1 when one
/// has not or the channel can't be tried, 78 for a bad configuration.
int run(const Options& options);

}  // namespace holdwatch::test_alert
