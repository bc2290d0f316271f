#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/alert.h"
#include "model/snapshot.h"
#include "sinks/delivery/escalation.h"
#include "sinks/delivery/notice.h"
#include "sinks/delivery/owner.h"

namespace holdwatch::webhook {

/// What a receiver wants to hear of. An empty set is everything.
struct Interest {
  std::set<std::string> departments;  ///< only what one of these owns the cause of
  std::set<std::string> queues;
  std::set<AlertKind> kinds;
  Severity least = Severity::warning;
  EscalationRule escalation;
};

/// Decides of every change of an alert whether one receiver hears of it, and as what. Who has heard
/// of an alert hears of it to its end, and of what is found out about it for a day more: as an
/// update, or as its end when that was told before a restart, and may not have been heard. A
/// department that was suspected and no longer is hears that instead. Pure: time comes with the
/// changes.
class Subscription {
 public:
  static constexpr Duration kRemembered = std::chrono::hours{24};

  explicit Subscription(Interest interest)
      : interest_(std::move(interest)), escalation_(interest_.escalation) {}

  /// To be asked of every change in its turn.
  std::optional<Notice> take(const AlertChange& change);
  /// What is kept was told before a restart. Once, after what is told again.
  void assume_told(const Snapshot& snapshot);

 private:
  struct Told {
    std::optional<Owner> owner;
    std::optional<Time> over;
    bool is_from_before = false;  ///< the restart
  };

  bool is_of_interest(const AlertChange& change) const;
  bool concerns(const std::optional<Owner>& owner) const;
  Notice tell(const AlertChange& change, const std::optional<Owner>& owner);
  Notice retract(const AlertChange& change, const Told& told);
  void forget(Time now);

  Interest interest_;
  Escalation escalation_;
  Owners owners_;
  std::map<std::string, Told> told_;  // by the alert's id
  bool is_after_restart_ = false;
};

}  // namespace holdwatch::webhook
