#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/alert.h"
#include "model/time.h"

namespace holdwatch::core {

/// The last change of every alert that is open, or was resolved in the last 24 hours. What is told
/// of an alert after its end leaves it resolved here.
class AlertBook {
 public:
  static constexpr Duration kKept = std::chrono::hours{24};
  static constexpr std::size_t kLimit = 10'000;  ///< of resolved alerts; the oldest go first

  void put(const AlertChange& change);
  /// Puts a change as it is to be told: what a person said of the alert stays with it, and the
  /// first change is its firing. Nothing when that is its end already: nobody was told of it.
  std::optional<AlertChange> enter(AlertChange change);
  /// Null when not kept. Holds until the next put() or forget().
  const AlertChange* find(const std::string& id) const;
  void forget(Time now);
  /// Oldest first.
  std::vector<AlertChange> all() const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(by_id_, resolved_);
  }

 private:
  std::map<std::string, AlertChange> by_id_;
  std::set<std::pair<Time, std::string>> resolved_;  ///< when, which
};

}  // namespace holdwatch::core
