#include "journal/store.h"

#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

#include "journal/refused.h"
#include "journal/schema.h"
#include "model/names.h"
#include "wire/journal_decoder.h"

namespace holdwatch::journal {

namespace {

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

std::int64_t number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
std::int64_t micros(Time time) {
  return time.time_since_epoch().count();
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

std::string_view blob(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

std::uint64_t count(const SQLite::Column& column) {
  return static_cast<std::uint64_t>(column.getInt64());
}

std::uint64_t file_size(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

std::vector<StoredSource> read_sources(SQLite::Database& database) {
  std::vector<StoredSource> sources;
  SQLite::Statement rows(database, "SELECT name, cursor FROM sources ORDER BY id");
  while (rows.executeStep()) {
    StoredSource& source = sources.emplace_back();
    source.name = rows.getColumn(0).getString();
    if (!rows.isColumnNull(1)) source.cursor = std::string(blob(rows.getColumn(1)));
  }
  return sources;
}

std::optional<StoredSnapshot> read_snapshot(SQLite::Database& database) {
  SQLite::Statement rows(database,
                         "SELECT sequence, alerts, clock_us, size, packed FROM snapshots "
                         "ORDER BY sequence DESC, alerts DESC LIMIT 1");
  if (!rows.executeStep()) return std::nullopt;
  StoredSnapshot snapshot;
  snapshot.sequence = count(rows.getColumn(0));
  snapshot.alerts = rows.getColumn(1).getUInt();
  snapshot.clock = Time{Duration{rows.getColumn(2).getInt64()}};
  auto state = unpack(blob(rows.getColumn(4)), count(rows.getColumn(3)));
  if (!state) throw Damaged(fmt::format("the snapshot after input {}", snapshot.sequence));
  snapshot.state = *std::move(state);
  return snapshot;
}

/// A batch that can't be handed over later, after half of it was applied, is found now.
void check(const StoredBatch& batch) {
  std::uint64_t found = 0;
  const auto records = unpack(batch.packed, batch.size);
  const bool is_whole = records && wire::JournalDecoder().decode(
                                       *records, [&](const auto&, const auto&) { ++found; });
  if (!is_whole || found != batch.inputs) {
    throw Damaged(fmt::format("the batch of inputs from {} on", batch.first));
  }
}

std::vector<StoredBatch> read_batches(SQLite::Database& database, std::uint64_t after) {
  std::vector<StoredBatch> batches;
  SQLite::Statement rows(database,
                         "SELECT first, inputs, size, packed FROM inputs WHERE first >= "
                         "(SELECT coalesce(max(first), 0) FROM inputs WHERE first <= ?1) "
                         "AND first + inputs > ?1 ORDER BY first");
  rows.bind(1, number(after + 1));
  std::uint64_t next = after + 1;
  while (rows.executeStep()) {
    StoredBatch& batch = batches.emplace_back();
    batch.first = count(rows.getColumn(0));
    batch.inputs = count(rows.getColumn(1));
    batch.size = count(rows.getColumn(2));
    batch.packed = blob(rows.getColumn(3));
    check(batch);
    if (batch.first > next)
      throw Damaged(fmt::format("inputs {} to {} are missing", next, batch.first - 1));
    next = batch.first + batch.inputs;
  }
  return batches;
}

}  // namespace

Store::Store(const std::string& path)
    : path_(path),
      database_(open(path)),
      insert_batch_(database_, "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?)"),
      insert_alert_(database_, "INSERT OR REPLACE INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      insert_incident_(database_, "INSERT INTO incidents VALUES (?, ?, ?, ?)"),
      insert_verdict_(database_, "INSERT INTO verdicts VALUES (?, ?, ?, ?)") {}

StoredState Store::read() {
  StoredState state;
  state.sources = read_sources(database_);
  state.snapshot = read_snapshot(database_);
  const std::uint64_t after = state.snapshot ? state.snapshot->sequence : 0;
  state.batches = read_batches(database_, after);
  state.end = end();
  return state;
}

FileEnd Store::end() {
  SQLite::Statement row(database_,
                        "SELECT max((SELECT coalesce(max(first + inputs - 1), 0) FROM inputs),"
                        " (SELECT coalesce(max(sequence), 0) FROM snapshots)),"
                        " (SELECT count(*) FROM sources)");
  row.executeStep();
  return {count(row.getColumn(0)), count(row.getColumn(1))};
}

void Store::write(const Parcel& parcel) {
  SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
  write_sources(parcel);
  write_inputs(parcel);
  write_alerts(parcel);
  write_reports(insert_incident_, parcel.incidents);
  write_reports(insert_verdict_, parcel.verdicts);
  if (parcel.snapshot) write_snapshot(*parcel.snapshot);
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
    SQLite::Statement insert(database_, "INSERT INTO gaps VALUES (?, ?)");
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
    SQLite::Statement insert(database_, "INSERT INTO sources (id, name) VALUES (?, ?)");
    run(insert, static_cast<std::int32_t>(id), name);
  }
  for (const auto& [id, cursor] : parcel.cursors) {
    SQLite::Statement update(database_, "UPDATE sources SET cursor = ?2 WHERE id = ?1");
    update.bind(1, static_cast<std::int32_t>(id));
    bind_blob(update, 2, cursor);
    update.exec();
  }
}

void Store::write_snapshot(const StoredSnapshot& snapshot) {
  const std::string_view packed = compressor_.pack(snapshot.state);
  SQLite::Statement insert(database_, "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?)");
  SQLite::bind(insert, number(snapshot.sequence), snapshot.alerts, micros(snapshot.clock),
               number(snapshot.state.size()));
  bind_blob(insert, 5, packed);
  insert.exec();
}

bool is_damage(const std::exception& error) {
  const auto* of_sqlite = dynamic_cast<const SQLite::Exception*>(&error);
  if (of_sqlite == nullptr) return dynamic_cast<const Damaged*>(&error) != nullptr;
  return of_sqlite->getErrorCode() == SQLITE_CORRUPT || of_sqlite->getErrorCode() == SQLITE_NOTADB;
}

std::uint64_t Store::bytes() const {
  return file_size(path_) + file_size(path_ + "-wal");
}

}  // namespace holdwatch::journal
