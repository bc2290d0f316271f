#include "journal/pruning.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <limits>

#include "journal/file_lock.h"
#include "journal/retention.h"
#include "journal/rows.h"
#include "journal/schema.h"

namespace holdwatch::journal {

void prune(const std::string& path, Duration keep_for) {
  const FileLock lock(path);
  SQLite::Database database(path, SQLite::OPEN_READWRITE);
  migrate(database);
  const Retention retention({.path = path,
                             .keep_for = keep_for,
                             .keep_bytes = std::numeric_limits<std::uint64_t>::max()});
  const Time newest =
      moment(database.execAndGet("SELECT coalesce(max(until_us), 0) FROM inputs").getInt64());
  while (retention.step(database, newest)) {
  }
  database.exec("VACUUM");
  SQLite::Statement checkpoint(database, "PRAGMA wal_checkpoint(TRUNCATE)");
  checkpoint.executeStep();
}

}  // namespace holdwatch::journal
