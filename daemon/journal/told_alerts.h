#pragma once

#include <SQLiteCpp/Database.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/alert_query.h"

namespace holdwatch::journal {

/// What was told of alerts, as the journal has it, also one that a daemon is writing. Each question
/// takes a bounded time. Throws std::runtime_error with a message for whoever asks.
class ToldAlerts {
 public:
  /// Alerts looked at for one page, whether they are wanted or not.
  static constexpr int kMostLookedAt = 20'000;

  explicit ToldAlerts(const std::string& path);

  AlertPage alerts(const AlertQuery& query);
  /// Oldest first; the last `most` of them.
  std::vector<std::string> changes_of(const std::string& alert, std::size_t most);
  /// Oldest first; nullopt when there are more than `most`, or when nothing is kept that is as old.
  std::optional<std::vector<ToldChange>> changes_from(Time time, std::size_t most);

 private:
  std::string newest_change(const std::string& alert);

  SQLite::Database database_;
};

}  // namespace holdwatch::journal
