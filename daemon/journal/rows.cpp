#include "journal/rows.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>

#include <iterator>
#include <sstream>

#include "journal/compression.h"
#include "journal/refused.h"
#include "wire/journal_decoder.h"

namespace holdwatch::journal {

namespace {

constexpr int kColumnsBeforeOwed = 5;  // of `snapshots`, in the schemas before 3

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

}  // namespace

std::string_view blob(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

std::uint64_t count(const SQLite::Column& column) {
  return static_cast<std::uint64_t>(column.getInt64());
}

std::vector<StoredSource> read_sources(SQLite::Database& database) {
  std::vector<StoredSource> sources;
  SQLite::Statement rows(database, "SELECT id, name, cursor FROM sources ORDER BY id");
  while (rows.executeStep()) {
    if (count(rows.getColumn(0)) != sources.size()) throw Damaged("a source is missing");
    StoredSource& source = sources.emplace_back();
    source.name = rows.getColumn(1).getString();
    if (!rows.isColumnNull(2)) source.cursor = std::string(blob(rows.getColumn(2)));
  }
  return sources;
}

std::vector<SnapshotPlace> read_snapshot_places(SQLite::Database& database) {
  std::vector<SnapshotPlace> places;
  SQLite::Statement rows(
      database, "SELECT sequence, alerts, clock_us FROM snapshots ORDER BY sequence, alerts");
  while (rows.executeStep()) {
    places.push_back({count(rows.getColumn(0)), rows.getColumn(1).getUInt(),
                      moment(rows.getColumn(2).getInt64())});
  }
  return places;
}

namespace {

std::uint64_t bytes_of_pieces(SQLite::Database& database, const SnapshotPlace& place) {
  SQLite::Statement sum(database,
                        "SELECT coalesce(sum(size), 0) FROM snapshot_pieces"
                        " WHERE sequence = ? AND alerts = ?");
  SQLite::bind(sum, number(place.sequence), place.alerts);
  sum.executeStep();
  return count(sum.getColumn(0));
}

std::optional<std::string> read_pieces(SQLite::Database& database, const SnapshotPlace& place,
                                       std::uint64_t size) {
  if (size > kMaxUnpacked || bytes_of_pieces(database, place) != size) return std::nullopt;
  SQLite::Statement rows(database,
                         "SELECT size, packed FROM snapshot_pieces"
                         " WHERE sequence = ? AND alerts = ? ORDER BY piece");
  SQLite::bind(rows, number(place.sequence), place.alerts);
  Decompressor decompressor;
  std::string state;
  state.reserve(size);
  while (rows.executeStep()) {
    const std::string_view packed = blob(rows.getColumn(1));
    if (!decompressor.append(state, packed, count(rows.getColumn(0)))) return std::nullopt;
  }
  return state.size() == size ? std::optional(std::move(state)) : std::nullopt;
}

/// In the schemas before 4 a state was packed as a whole.
std::optional<std::string> state_of(SQLite::Database& database, const SnapshotPlace& place,
                                    SQLite::Statement& row) {
  const std::string_view packed = blob(row.getColumn("packed"));
  const std::uint64_t size = count(row.getColumn("size"));
  return packed.empty() ? read_pieces(database, place, size) : unpack(packed, size);
}

}  // namespace

StoredSnapshot read_snapshot(SQLite::Database& database, const SnapshotPlace& place) {
  SQLite::Statement row(database, "SELECT * FROM snapshots WHERE sequence = ? AND alerts = ?");
  SQLite::bind(row, number(place.sequence), place.alerts);
  auto state = row.executeStep() ? state_of(database, place, row) : std::nullopt;
  if (!state) throw Damaged(fmt::format("the snapshot after input {}", place.sequence));
  StoredSnapshot snapshot{place.sequence, place.alerts, place.clock, *std::move(state), {}};
  // A file that couldn't be migrated yet says nothing of it.
  const bool says_owed = row.getColumnCount() > kColumnsBeforeOwed;
  if (says_owed) snapshot.owed = words(row.getColumn("owed").getString());
  return snapshot;
}

std::vector<Gap> read_gaps(SQLite::Database& database) {
  std::vector<Gap> gaps;
  SQLite::Statement rows(database, "SELECT first, last FROM gaps ORDER BY first");
  while (rows.executeStep()) gaps.push_back({count(rows.getColumn(0)), count(rows.getColumn(1))});
  return gaps;
}

StoredBatch batch_in(SQLite::Statement& row) {
  return {.first = count(row.getColumn(0)),
          .inputs = count(row.getColumn(1)),
          .size = count(row.getColumn(2)),
          .packed = std::string(blob(row.getColumn(3)))};
}

void for_each_batch(SQLite::Database& database, std::uint64_t after,
                    const std::function<void(StoredBatch&& batch)>& take) {
  // The row before may hold some of them, too.
  SQLite::Statement rows(database,
                         "SELECT first, inputs, size, packed FROM inputs WHERE first > "
                         "(SELECT coalesce(max(first), 0) - 1 FROM inputs WHERE first <= ?1) "
                         "AND first + inputs > ?1 ORDER BY first");
  rows.bind(1, number(after + 1));
  while (rows.executeStep()) take(batch_in(rows));
}

namespace {

std::string cannot_unpack(const StoredBatch& batch) {
  return fmt::format("the batch of inputs from {} on can't be unpacked", batch.first);
}

}  // namespace

std::uint64_t for_each_record(const StoredBatch& batch, std::uint64_t after,
                              const std::function<void(const JournalRecord&)>& take) {
  const auto records = unpack(batch.packed, batch.size);
  if (!records) throw Damaged(cannot_unpack(batch));
  JournalRecord record;
  record.sequence = batch.first - 1;
  wire::JournalDecoder decoder;
  decoder.decode(*records, [&](const Stamp& stamp, const JournalInput& input) {
    if (++record.sequence <= after) return;
    record.stamp = stamp;
    record.input = input;
    take(record);
  });
  return record.sequence;
}

std::string problem_of(const StoredBatch& batch) {
  const auto records = unpack(batch.packed, batch.size);
  if (!records) return cannot_unpack(batch);
  std::uint64_t found = 0;
  wire::JournalDecoder decoder;
  const bool is_whole =
      decoder.decode(*records, [&](const Stamp&, const JournalInput&) { ++found; });
  if (is_whole && found == batch.inputs) return "";
  return fmt::format("the batch of inputs from {} on: {} of {} inputs can be read", batch.first,
                     found, batch.inputs);
}

namespace {

/// The batches behind the snapshot. What couldn't be handed over later, after half of it was
/// applied, is found now.
std::vector<StoredBatch> read_tail(SQLite::Database& database, std::uint64_t after) {
  std::vector<StoredBatch> batches;
  std::uint64_t next = after + 1;
  for_each_batch(database, after, [&](StoredBatch&& batch) {
    if (batch.first > next) {
      throw Damaged(fmt::format("inputs {} to {} are missing", next, batch.first - 1));
    }
    if (std::string problem = problem_of(batch); !problem.empty()) throw Damaged(problem);
    next = batch.first + batch.inputs;
    batches.push_back(std::move(batch));
  });
  return batches;
}

}  // namespace

StoredState read_state(SQLite::Database& database) {
  StoredState state;
  state.sources = read_sources(database);
  const std::vector<SnapshotPlace> snapshots = read_snapshot_places(database);
  if (!snapshots.empty()) state.snapshot = read_snapshot(database, snapshots.back());
  state.batches = read_tail(database, state.snapshot ? state.snapshot->sequence : 0);
  state.end = read_end(database);
  return state;
}

FileEnd read_end(SQLite::Database& database) {
  SQLite::Statement row(database,
                        "SELECT max((SELECT coalesce(max(first + inputs - 1), 0) FROM inputs),"
                        " (SELECT coalesce(max(sequence), 0) FROM snapshots)),"
                        " (SELECT count(*) FROM sources)");
  row.executeStep();
  return {count(row.getColumn(0)), count(row.getColumn(1))};
}

}  // namespace holdwatch::journal
