#include "journal/schema.h"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include "journal/refused.h"

namespace holdwatch::journal {

namespace {

// Times are microseconds since the Unix epoch. Migrations are never changed once they were
// released: what has to become different is a further one.
constexpr Migration kMigrations[] = {
    R"(
-- Every name that a source ever had, and up to where its own input is in `inputs`.
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, cursor BLOB);

-- A row is `inputs` inputs in a row, numbered from `first`: a holdwatch.v1.JournalBatch of `size`
-- bytes, packed with zstd.
CREATE TABLE inputs (
  first INTEGER PRIMARY KEY, inputs INTEGER NOT NULL,
  from_us INTEGER NOT NULL, until_us INTEGER NOT NULL,
  size INTEGER NOT NULL, packed BLOB NOT NULL);

-- Inputs that were lost while the disk could not be written.
CREATE TABLE gaps (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);

-- The engine's state after the input `sequence` and `alerts` alerts told after it.
CREATE TABLE snapshots (
  sequence INTEGER NOT NULL, alerts INTEGER NOT NULL, clock_us INTEGER NOT NULL,
  size INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (sequence, alerts));

-- Each change of an alert, told after the input `sequence`, as the contract's JSON.
CREATE TABLE alerts (
  sequence INTEGER NOT NULL, ordinal INTEGER NOT NULL, time_us INTEGER NOT NULL,
  id TEXT NOT NULL, kind TEXT NOT NULL, queue TEXT NOT NULL, status TEXT NOT NULL,
  change TEXT NOT NULL, PRIMARY KEY (sequence, ordinal)) WITHOUT ROWID;
CREATE INDEX alerts_by_id ON alerts (id, sequence, ordinal);
CREATE INDEX alerts_by_time ON alerts (time_us, sequence, ordinal);

-- Incident reports and verdicts, which are inputs as well, for whoever looks for them.
CREATE TABLE incidents (
  sequence INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, id TEXT NOT NULL, report TEXT NOT NULL);
CREATE INDEX incidents_by_id ON incidents (id, sequence);
CREATE INDEX incidents_by_time ON incidents (time_us, sequence);
CREATE TABLE verdicts (
  sequence INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, alert TEXT NOT NULL,
  verdict TEXT NOT NULL);
CREATE INDEX verdicts_by_alert ON verdicts (alert, sequence);
CREATE INDEX verdicts_by_time ON verdicts (time_us, sequence);
)",
    R"(
-- To choose alerts by when they were first told, without reading what was told.
CREATE INDEX alerts_by_first_change ON alerts (time_us, sequence, ordinal, id, kind, queue, status)
  WHERE status = 'firing';
)",
    R"(
-- Ids, a space between them, of the alerts that had not reached everybody by then.
ALTER TABLE snapshots ADD COLUMN owed TEXT NOT NULL DEFAULT '';
)",
    R"(
-- A snapshot's state in its order, each piece `size` bytes of it, packed with zstd; `packed` of the
-- snapshot itself is empty then, and `size` that of all. Pieces are there before their snapshot:
-- without it they are of one that is being written, or was given up.
CREATE TABLE snapshot_pieces (
  sequence INTEGER NOT NULL, alerts INTEGER NOT NULL, piece INTEGER NOT NULL,
  size INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (sequence, alerts, piece));
)"};

int pragma(SQLite::Database& database, const char* name) {
  return database.execAndGet(fmt::format("PRAGMA {}", name)).getInt();
}

}  // namespace

std::span<const Migration> migrations() {
  return kMigrations;
}

int read_schema(SQLite::Database& database, std::span<const Migration> steps) {
  const int application = pragma(database, "application_id");
  const int schema = pragma(database, "user_version");
  const bool is_empty = application == 0 && schema == 0 &&
                        database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
  if (is_empty) return 0;
  if (application != kApplicationId) {
    throw Refused(
        fmt::format("{}: is an SQLite database, but no journal of Holdwatch: nothing is "
                    "written to it; give another journal.path",
                    database.getFilename()));
  }
  const int known = static_cast<int>(steps.size());
  if (schema > known) {
    throw Refused(fmt::format(
        "{}: a newer Holdwatch has written it (schema {}, this one knows up to {}): nothing is "
        "written to it; run the newer version, or move the file away to begin a fresh one",
        database.getFilename(), schema, known));
  }
  return schema;
}

void migrate(SQLite::Database& database, std::span<const Migration> steps) {
  const auto newest = static_cast<int>(steps.size());
  if (read_schema(database, steps) == newest) return;  // also where nothing can be written
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const auto from = static_cast<std::size_t>(read_schema(database, steps));
  for (const Migration step : steps.subspan(from)) database.exec(step);
  database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  database.exec(fmt::format("PRAGMA user_version = {}", steps.size()));
  transaction.commit();
}

}  // namespace holdwatch::journal
