#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/alert.h"
#include "model/snapshot.h"
#include "sinks/delivery/escalation.h"
#include "sinks/delivery/notice.h"
#include "sinks/delivery/owner.h"

/// What Alertmanager ought to believe, so that it can be told again when it may have forgotten.
/// Pure: time is an argument.
namespace holdwatch::alertmanager {

/// The labels that make an alert of Alertmanager's what it is: `alertname`; of what goes to an
/// owner `department` and `category`; of what goes to service `queue` (or `group`, `source`),
/// `severity`, and of a long hold `step`.
using Labels = std::map<std::string, std::string>;
Labels labels_of(const Notice& notice);

/// Each open alert of ours holds up one of Alertmanager's for service and, while its cause has an
/// owner, one for that department and category, which several may hold up together. Severity and
/// step are labels, so that people can route by them: an alert that changes them ends the one with
/// the old labels at the same moment, and there is never a second that is active.
class Belief {
 public:
  /// Ended alerts are told of for this long, in case Alertmanager was restarted meanwhile.
  static constexpr Duration kRemembered = std::chrono::minutes{15};

  explicit Belief(EscalationRule rule) : escalation_(rule) {}

  /// What is to be told because of this change.
  std::vector<Notice> take(const AlertChange& change);
  /// Likewise of what opened or ended without our hearing of it: before a restart, most likely.
  std::vector<Notice> take(const Snapshot& snapshot);
  /// All that holds or has ended lately, as repeats.
  std::vector<Notice> repeat(Time now);

 private:
  struct Held {
    Notice notice;
    std::set<std::string> by;  // ids of the alerts that hold it up; none: it has ended
  };

  void hold_up(const AlertChange& change, const std::optional<Owner>& owner,
               std::vector<Notice>& notices);
  void let_go(const AlertChange& change, const std::set<std::string>& except,
              std::vector<Notice>& notices);

  Escalation escalation_;
  Owners owners_;
  std::map<std::string, Held> held_;                   // by the notice's key
  std::map<std::string, std::set<std::string>> open_;  // keys that our open alerts hold up
  std::set<std::string> over_;  // ours that have ended: what is told of them later reopens nothing
};

}  // namespace holdwatch::alertmanager
