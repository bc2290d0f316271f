#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/remote/server.h"

namespace holdwatch::remote {

/// What is asked of a daemon, and how it is to be shown.
struct Listing {
  Server server;
  bool is_json = false;              ///< the daemon's answer as it is, else a table
  bool is_all = false;               ///< also what is over
  std::vector<std::string> queues;   ///< only of these; empty: of all
  std::optional<std::string> kind;   ///< of alerts
  std::optional<std::string> since;  ///< RFC 3339, or how long ago
  std::optional<std::string> until;
  std::uint64_t most = 100;  ///< alerts; 0: all there are
  std::string alert;         ///< an id: all of that one
};

/// Each prints what the daemon answers, for people or for programs, and returns the exit status.
/// Tables are as wide as the terminal allows, in colour only on one, the worst first.
int list_queues(const Listing& listing);
int list_surges(const Listing& listing);
int list_alerts(const Listing& listing);
int list_incidents(const Listing& listing);
int list_departments(const Listing& listing);
int list_abandoned(const Listing& listing);
int list_feeds(const Listing& listing);

/// An empty text when it is a moment that `since` and `until` take, else what is wrong.
std::string problem_of_moment(const std::string& text);

}  // namespace holdwatch::remote
