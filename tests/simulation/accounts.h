#pragma once

#include <map>
#include <string>

#include "model/snapshot.h"
#include "model/surge_account.h"

namespace holdwatch::simulation {

/// Whether no caller is lost or counted twice. `live_from` is the engine's: of callers before it no
/// counter knows, so that for some hours fewer may have been offered than left and wait.
void check_queues(const Snapshot& snapshot, Time live_from);

/// Holds the sums that a snapshot shows against the accounts of single surges.
class Accounts {
 public:
  /// A surge's account was made, or made anew.
  void enter(const SurgeAccount& account);
  void check(const Snapshot& snapshot) const;

 private:
  std::map<std::string, SurgeAccount> last_;  ///< by alert
};

}  // namespace holdwatch::simulation
