#include "journal/store.h"

#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>

#include "journal/refused.h"
#include "journal/rows.h"
#include "journal/schema.h"
#include "model/names.h"

namespace holdwatch::journal {

namespace {

constexpr int kLongLog = 1000;           // pages of 4 kB
constexpr int kBusyMilliseconds = 2000;  // for a tool that looks at the file meanwhile

SQLite::Database open(const std::string& path) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
  // Before the first table, or it has no effect: room that was pruned can be given back.
  database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA journal_size_limit = 67108864");
  migrate(database);
  return database;
}

std::string text(std::string_view value) {
  return std::string(value);
}

/// Binds the values and runs the statement, which is then ready for the next row.
template <class... Values>
void run(SQLite::Statement& statement, const Values&... values) {
  statement.tryReset();
  SQLite::bind(statement, values...);
  statement.exec();
}

void bind_blob(SQLite::Statement& statement, int index, std::string_view bytes) {
  statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
}

int note_log(void* pages, sqlite3*, const char*, int found) {
  *static_cast<int*>(pages) = found;
  return SQLITE_OK;
}

/// 0: there is none.
std::uint64_t inode_at(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 ? found.st_ino : 0;
}

std::uint64_t file_size(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

}  // namespace

Store::Store(const std::string& path)
    : path_(path),
      database_(open(path)),
      inode_(inode_at(path)),
      insert_batch_(database_, "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?)"),
      insert_alert_(database_, "INSERT OR REPLACE INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      insert_incident_(database_, "INSERT OR REPLACE INTO incidents VALUES (?, ?, ?, ?)"),
      insert_verdict_(database_, "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?)"),
      insert_piece_(database_, "INSERT OR REPLACE INTO snapshot_pieces VALUES (?, ?, ?, ?, ?)") {
  // In place of SQLite's own, by which whoever commits waits until the log was moved.
  sqlite3_wal_hook(database_.getHandle(), &note_log, &pages_in_log_);
}

StoredState Store::read() {
  return read_state(database_);
}

bool Store::is_in_place() const {
  return inode_at(path_) == inode_;
}

FileEnd Store::end() {
  return read_end(database_);
}

void Store::write(const Parcel& parcel, const SnapshotWork* work) {
  SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
  write_sources(parcel);
  write_inputs(parcel);
  write_alerts(parcel);
  write_reports(insert_incident_, parcel.incidents);
  write_reports(insert_verdict_, parcel.verdicts);
  if (parcel.snapshot) write_whole(*parcel.snapshot);
  if (work != nullptr) write_packed(*work);
  transaction.commit();
}

void Store::write_inputs(const Parcel& parcel) {
  for (const Batch& batch : parcel.batches) {
    const std::string_view packed = compressor_.pack(batch.records);
    insert_batch_.tryReset();
    SQLite::bind(insert_batch_, number(batch.first), number(batch.inputs), micros(batch.from),
                 micros(batch.until), number(batch.records.size()));
    bind_blob(insert_batch_, 6, packed);
    insert_batch_.exec();
  }
  for (const Gap& gap : parcel.gaps) {
    SQLite::Statement insert(database_, "INSERT OR REPLACE INTO gaps VALUES (?, ?)");
    run(insert, number(gap.first), number(gap.last));
  }
}

void Store::write_alerts(const Parcel& parcel) {
  for (const AlertRow& row : parcel.alerts) {
    run(insert_alert_, number(row.sequence), row.ordinal, micros(row.time), row.id,
        text(to_string(row.kind)), row.queue, text(to_string(row.status)), row.change);
  }
}

void Store::write_reports(SQLite::Statement& insert, const std::vector<ReportRow>& rows) {
  for (const ReportRow& row : rows) {
    run(insert, number(row.sequence), micros(row.time), row.subject, row.report);
  }
}

void Store::write_sources(const Parcel& parcel) {
  for (const auto& [id, name] : parcel.sources) {
    SQLite::Statement insert(database_, "INSERT OR IGNORE INTO sources (id, name) VALUES (?, ?)");
    run(insert, static_cast<std::int32_t>(id), name);
  }
  for (const auto& [id, cursor] : parcel.cursors) {
    SQLite::Statement update(database_, "UPDATE sources SET cursor = ?2 WHERE id = ?1");
    update.bind(1, static_cast<std::int32_t>(id));
    bind_blob(update, 2, cursor);
    update.exec();
  }
}

void Store::write_whole(const StoredSnapshot& snapshot) {
  const std::string_view state = snapshot.state;
  for (std::size_t done = 0; done < state.size(); done += kPieceBytes) {
    const std::string_view piece = state.substr(done, kPieceBytes);
    write_piece(snapshot, done / kPieceBytes, piece.size(), compressor_.pack(piece));
  }
  write_snapshot(snapshot);
}

void Store::write_packed(const SnapshotWork& work) {
  for (const StatePiece& piece : work.packed()) {
    write_piece(work.snapshot(), piece.number, piece.size, piece.packed);
  }
  if (work.is_all_packed()) write_snapshot(work.snapshot());
}

void Store::write_piece(const StoredSnapshot& snapshot, std::size_t piece, std::size_t size,
                        std::string_view packed) {
  insert_piece_.tryReset();
  SQLite::bind(insert_piece_, number(snapshot.sequence), snapshot.alerts, number(piece),
               number(size));
  bind_blob(insert_piece_, 5, packed);
  insert_piece_.exec();
}

/// Its pieces are there: from now on it is one. What is behind them is of another that was given up
/// at the same place.
void Store::write_snapshot(const StoredSnapshot& snapshot) {
  const std::size_t pieces = (snapshot.state.size() + kPieceBytes - 1) / kPieceBytes;
  SQLite::Statement clear(
      database_, "DELETE FROM snapshot_pieces WHERE sequence = ? AND alerts = ? AND piece >= ?");
  run(clear, number(snapshot.sequence), snapshot.alerts, number(pieces));
  SQLite::Statement insert(database_, "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?, ?)");
  SQLite::bind(insert, number(snapshot.sequence), snapshot.alerts, micros(snapshot.clock),
               number(snapshot.state.size()));
  bind_blob(insert, 5, "");
  insert.bind(6, fmt::format("{}", fmt::join(snapshot.owed, " ")));
  insert.exec();
}

void Store::move_log() {
  if (pages_in_log_ < kLongLog) return;
  // What can't be moved now stays in the log: it is tried again after the next commit.
  sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                            nullptr);
}

bool Store::tidy(const Retention& retention, Time now, const SnapshotWork* work) {
  const std::optional<SnapshotPlace> kept =
      work == nullptr ? std::nullopt : std::optional(place_of(work->snapshot()));
  return retention.step(database_, now, kept) || packing_.step(database_) || give_back(database_);
}

bool is_damage(const std::exception& error) {
  const auto* of_sqlite = dynamic_cast<const SQLite::Exception*>(&error);
  if (of_sqlite == nullptr) return dynamic_cast<const Damaged*>(&error) != nullptr;
  return of_sqlite->getErrorCode() == SQLITE_CORRUPT || of_sqlite->getErrorCode() == SQLITE_NOTADB;
}

std::uint64_t bytes_on_disk(const std::string& path) {
  return file_size(path) + file_size(path + "-wal");
}

}  // namespace holdwatch::journal
