#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/stored.h"
#include "model/journal_record.h"
#include "model/time.h"

/// Reading the tables. Throws SQLite::Exception, and Damaged when the content can't be right.
namespace holdwatch::journal {

/// SQLite's integers are signed, and its blobs untyped.
inline std::int64_t number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
inline std::int64_t micros(Time time) {
  return time.time_since_epoch().count();
}
inline Time moment(std::int64_t micros) {
  return Time{Duration{micros}};
}
std::uint64_t count(const SQLite::Column& column);
std::string_view blob(const SQLite::Column& column);

std::vector<StoredSource> read_sources(SQLite::Database& database);

/// Where a snapshot stands, without its state.
struct SnapshotPlace {
  std::uint64_t sequence = 0;
  std::uint32_t alerts = 0;
  Time clock;
};
inline SnapshotPlace place_of(const StoredSnapshot& snapshot) {
  return {snapshot.sequence, snapshot.alerts, snapshot.clock};
}

/// All that are complete, oldest first.
std::vector<SnapshotPlace> read_snapshot_places(SQLite::Database& database);
StoredSnapshot read_snapshot(SQLite::Database& database, const SnapshotPlace& place);

std::vector<Gap> read_gaps(SQLite::Database& database);

/// Of a row that begins with the columns first, inputs, size, packed.
StoredBatch batch_in(SQLite::Statement& row);

/// The rows that hold the inputs after `after`, in their order.
void for_each_batch(SQLite::Database& database, std::uint64_t after,
                    const std::function<void(StoredBatch&& batch)>& take);

/// Hands over the inputs of a batch after `after`, in their order; gives the sequence of its last.
/// Throws Damaged when it can't be unpacked.
std::uint64_t for_each_record(const StoredBatch& batch, std::uint64_t after,
                              const std::function<void(const JournalRecord&)>& take);

/// Why the batch can't be read from front to back; empty when it can.
std::string problem_of(const StoredBatch& batch);

/// What the daemon begins with: checked, so that it can be read to the end.
StoredState read_state(SQLite::Database& database);

FileEnd read_end(SQLite::Database& database);

}  // namespace holdwatch::journal
