#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "model/alert.h"
#include "model/alert_list.h"
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
  AlertList all() const;

  template <class Archive>
  void save(Archive& archive) const {
    archive(static_cast<std::uint64_t>(by_id_.size()));
    for (const auto& [id, alert] : by_id_) archive(id, *alert);
    archive(resolved_);
  }
  /// Into an empty book.
  template <class Archive>
  void load(Archive& archive) {
    std::uint64_t alerts = 0;
    archive(alerts);
    for (; alerts > 0; --alerts) {
      std::string id;
      auto alert = std::make_shared<AlertChange>();
      archive(id, *alert);
      oldest_first_.insert(by_id_[std::move(id)] = std::move(alert));
    }
    archive(resolved_);
  }

 private:
  using Shared = AlertList::Shared;
  struct Earlier {
    bool operator()(const Shared& a, const Shared& b) const {
      return std::tie(a->opened, a->id) < std::tie(b->opened, b->id);
    }
  };

  std::map<std::string, Shared> by_id_;
  std::set<Shared, Earlier> oldest_first_;
  std::set<std::pair<Time, std::string>> resolved_;  ///< when, which
};

}  // namespace holdwatch::core
