#include "journal/retention.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <array>
#include <vector>

#include "journal/rows.h"

namespace holdwatch::journal {

namespace {

constexpr std::size_t kNewest = 3;   // snapshots that always stay
constexpr int kInputRowsAStep = 64;  // of 64 kB, unpacked
constexpr int kPiecesAStep = 32;     // of an eighth of a megabyte, unpacked
constexpr int kHistoryRowsAStep = 500;
constexpr int kPagesAStep = 256;

std::chrono::sys_days day_of(const SnapshotPlace& place) {
  return std::chrono::floor<std::chrono::days>(place.clock);
}

std::int64_t run_pragma(SQLite::Database& database, const char* query) {
  return database.execAndGet(query).getInt64();
}

std::uint64_t used_bytes(SQLite::Database& database) {
  const std::int64_t pages =
      run_pragma(database, "PRAGMA page_count") - run_pragma(database, "PRAGMA freelist_count");
  return static_cast<std::uint64_t>(pages * run_pragma(database, "PRAGMA page_size"));
}

template <class... Values>
int change(SQLite::Database& database, const char* sql, const Values&... values) {
  SQLite::Statement statement(database, sql);
  SQLite::bind(statement, values...);
  return statement.exec();
}

/// The place of the pieces behind `after`; of the first, if there is none.
std::optional<SnapshotPlace> next_pieces(SQLite::Database& database,
                                         const std::optional<SnapshotPlace>& after) {
  SQLite::Statement row(database,
                        "SELECT sequence, alerts FROM snapshot_pieces"
                        " WHERE (sequence, alerts) > (?, ?) ORDER BY sequence, alerts LIMIT 1");
  row.bind(1, after ? number(after->sequence) : -1);
  row.bind(2, after ? after->alerts : 0);
  if (!row.executeStep()) return std::nullopt;
  return SnapshotPlace{count(row.getColumn(0)), row.getColumn(1).getUInt(), {}};
}

bool is_at(const SnapshotPlace& one, const SnapshotPlace& other) {
  return one.sequence == other.sequence && one.alerts == other.alerts;
}

/// Its pieces go afterwards, a few at a time.
void drop(SQLite::Database& database, const SnapshotPlace& place) {
  change(database, "DELETE FROM snapshots WHERE sequence = ? AND alerts = ?",
         number(place.sequence), place.alerts);
}

}  // namespace

/// What stood before the beginning goes first: only then is it known whether more has to.
bool Retention::step(SQLite::Database& database, Time now,
                     const std::optional<SnapshotPlace>& in_making) const {
  return drop_pieces(database, in_making) || drop_inputs(database) || thin_snapshots(database) ||
         move_beginning(database, now) || drop_history(database, now);
}

/// Those of snapshots that were dropped, or given up before they were complete.
bool Retention::drop_pieces(SQLite::Database& database,
                            const std::optional<SnapshotPlace>& in_making) const {
  std::vector<SnapshotPlace> kept = read_snapshot_places(database);
  if (in_making) kept.push_back(*in_making);
  for (auto at = next_pieces(database, {}); at; at = next_pieces(database, at)) {
    if (std::any_of(kept.begin(), kept.end(), [&](const auto& place) { return is_at(place, *at); }))
      continue;
    return change(
               database,
               "DELETE FROM snapshot_pieces WHERE sequence = ?1 AND alerts = ?2 AND piece IN"
               " (SELECT piece FROM snapshot_pieces WHERE sequence = ?1 AND alerts = ?2 LIMIT ?3)",
               number(at->sequence), at->alerts, kPiecesAStep) > 0;
  }
  return false;
}

/// Drops the oldest that is neither the first of its day nor bridges a gap.
bool Retention::thin_snapshots(SQLite::Database& database) const {
  const std::vector<SnapshotPlace> places = read_snapshot_places(database);
  const std::vector<Gap> gaps = read_gaps(database);
  for (std::size_t i = 1; i + kNewest < places.size(); ++i) {
    const SnapshotPlace& place = places[i];
    const bool is_first_of_day = day_of(place) != day_of(places[i - 1]);
    const bool is_bridge = std::any_of(gaps.begin(), gaps.end(),
                                       [&](const Gap& gap) { return gap.last == place.sequence; });
    if (is_first_of_day || is_bridge) continue;
    drop(database, place);
    return true;
  }
  return false;
}

/// The journal begins with its second snapshot from now on, if the first is of no more use.
bool Retention::move_beginning(SQLite::Database& database, Time now) const {
  const std::vector<SnapshotPlace> places = read_snapshot_places(database);
  if (places.size() <= kNewest) return false;
  const bool is_too_old = places[1].clock <= now - settings_.keep_for;
  if (!is_too_old && used_bytes(database) <= settings_.keep_bytes) return false;
  drop(database, places[0]);
  return true;
}

/// What stands before the first snapshot can't be played.
bool Retention::drop_inputs(SQLite::Database& database) const {
  const std::vector<SnapshotPlace> places = read_snapshot_places(database);
  if (places.empty()) return false;
  const std::int64_t beginning = number(places.front().sequence);
  const int gaps = change(database, "DELETE FROM gaps WHERE last <= ?", beginning);
  const int rows = change(database,
                          "DELETE FROM inputs WHERE first IN (SELECT first FROM inputs"
                          " WHERE first + inputs - 1 <= ? ORDER BY first LIMIT ?)",
                          beginning, kInputRowsAStep);
  return gaps + rows > 0;
}

/// Alerts, incidents and verdicts are small: only age takes them.
bool Retention::drop_history(SQLite::Database& database, Time now) const {
  constexpr std::array kStatements = {
      "DELETE FROM alerts WHERE (sequence, ordinal) IN"
      " (SELECT sequence, ordinal FROM alerts WHERE time_us < ? LIMIT ?)",
      "DELETE FROM incidents WHERE sequence IN"
      " (SELECT sequence FROM incidents WHERE time_us < ? LIMIT ?)",
      "DELETE FROM verdicts WHERE sequence IN"
      " (SELECT sequence FROM verdicts WHERE time_us < ? LIMIT ?)"};
  int rows = 0;
  for (const char* statement : kStatements) {
    rows += change(database, statement, micros(now - settings_.keep_for), kHistoryRowsAStep);
  }
  return rows > 0;
}

bool give_back(SQLite::Database& database) {
  const std::int64_t unused = run_pragma(database, "PRAGMA freelist_count");
  const bool is_much =
      unused > kPagesAStep && unused * 10 > run_pragma(database, "PRAGMA page_count");
  if (!is_much) return false;
  SQLite::Statement vacuum(database, "PRAGMA incremental_vacuum(256)");
  while (vacuum.executeStep()) {
  }
  return true;
}

}  // namespace holdwatch::journal
