#pragma once

#include <SQLiteCpp/Database.h>

#include <optional>

#include "journal/rows.h"
#include "journal/settings.h"
#include "model/time.h"

namespace holdwatch::journal {

/// Keeps the file within its bounds, in small steps between commits. A journal always begins with a
/// snapshot, from which its inputs can be played on: so kept are the newest few, the first of each
/// day, and those that bridge a gap; what is older or too much goes from one snapshot to the next,
/// with the inputs before it. The newest few and the inputs behind them always stay.
class Retention {
 public:
  explicit Retention(const Settings& settings) : settings_(settings) {}

  /// One small transaction; false when there was nothing to do. `in_making`: the snapshot whose
  /// pieces are being written.
  bool step(SQLite::Database& database, Time now,
            const std::optional<SnapshotPlace>& in_making = std::nullopt) const;

 private:
  bool drop_pieces(SQLite::Database& database, const std::optional<SnapshotPlace>& in_making) const;
  bool thin_snapshots(SQLite::Database& database) const;
  bool move_beginning(SQLite::Database& database, Time now) const;
  bool drop_inputs(SQLite::Database& database) const;
  bool drop_history(SQLite::Database& database, Time now) const;

  Settings settings_;
};

/// Gives unused room back to the disk, a little at a time, when it is much. False when it isn't.
bool give_back(SQLite::Database& database);

}  // namespace holdwatch::journal
