#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/alert.h"
#include "model/time.h"

/// Asking for alerts that were told, and what is answered: changes as the contract's JSON.
namespace holdwatch {

/// Where the first change of an alert stands among all that was ever told.
struct ToldPlace {
  Time time;
  std::uint64_t sequence = 0;  ///< of the input after which it was told
  std::uint32_t ordinal = 0;   ///< among those told after the same input
};

struct AlertQuery {
  std::optional<std::string> queue;
  std::optional<AlertKind> kind;
  std::optional<Time> since;  ///< first told at this time or later
  std::optional<Time> until;  ///< first told before this time
  std::size_t limit = 100;
  std::optional<ToldPlace> after;  ///< only what was first told before this place
};

/// Newest first, by when each was first told; each as it was told last.
struct AlertPage {
  std::vector<std::string> alerts;
  std::optional<ToldPlace> next;  ///< there may be more behind it
};

struct ToldChange {
  Time time;
  std::string change;
};

}  // namespace holdwatch
