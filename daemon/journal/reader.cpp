#include "journal/reader.h"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "journal/refused.h"
#include "journal/schema.h"
#include "journal/store.h"

namespace holdwatch::journal {

namespace {

constexpr int kFirstWithPieces = 4;            // of the schemas
constexpr int kReaderBusyMilliseconds = 5000;  // for a daemon that begins or ends meanwhile

std::uint64_t sum(SQLite::Database& database, const char* query) {
  return count(database.execAndGet(query));
}

void add_inputs(SQLite::Database& database, Contents& contents) {
  SQLite::Statement row(database,
                        "SELECT coalesce(min(first), 0), coalesce(max(first + inputs - 1), 0),"
                        " coalesce(sum(inputs), 0), min(from_us), max(until_us),"
                        " coalesce(sum(length(packed)), 0), coalesce(sum(size), 0) FROM inputs");
  row.executeStep();
  contents.first_input = count(row.getColumn(0));
  contents.last_input = count(row.getColumn(1));
  contents.inputs = count(row.getColumn(2));
  contents.input_bytes = count(row.getColumn(5));
  contents.unpacked_bytes = count(row.getColumn(6));
  if (row.isColumnNull(3)) return;
  contents.from = moment(row.getColumn(3).getInt64());
  contents.until = moment(row.getColumn(4).getInt64());
}

void check_integrity(SQLite::Database& database, std::vector<std::string>& problems) {
  SQLite::Statement rows(database, "PRAGMA integrity_check");
  while (rows.executeStep()) {
    const std::string found = rows.getColumn(0).getString();
    if (found != "ok") problems.push_back(found);
  }
}

void check_snapshots(SQLite::Database& database, std::vector<std::string>& problems) {
  for (const SnapshotPlace& place : read_snapshot_places(database)) {
    try {
      read_snapshot(database, place);
    } catch (const Damaged& damaged) {
      problems.push_back(damaged.what() + std::string(" can't be unpacked"));
    }
  }
}

/// A hole is in order where it was declared, and before the first snapshot.
bool is_declared(const std::vector<Gap>& gaps, std::uint64_t first, std::uint64_t last) {
  return std::any_of(gaps.begin(), gaps.end(),
                     [&](const Gap& gap) { return gap.first <= first && last <= gap.last; });
}

void check_inputs(SQLite::Database& database, std::vector<std::string>& problems) {
  const std::vector<Gap> gaps = read_gaps(database);
  const std::vector<SnapshotPlace> snapshots = read_snapshot_places(database);
  const std::uint64_t beginning = snapshots.empty() ? 0 : snapshots.front().sequence;
  std::uint64_t next = beginning + 1;
  for_each_batch(database, beginning, [&](StoredBatch&& batch) {
    if (batch.first > next && !is_declared(gaps, next, batch.first - 1)) {
      problems.push_back(fmt::format("inputs {} to {} are missing", next, batch.first - 1));
    }
    if (std::string problem = problem_of(batch); !problem.empty()) problems.push_back(problem);
    next = batch.first + batch.inputs;
  });
}

}  // namespace

SQLite::Database open_to_read(const std::string& path) {
  SQLite::Database database(path, SQLite::OPEN_READONLY, kReaderBusyMilliseconds);
  const bool is_readable = database.tryExec("SELECT count(*) FROM sqlite_master") == SQLite::OK;
  if (is_readable || std::filesystem::exists(path + "-wal")) return database;
  return SQLite::Database("file:" + path + "?immutable=1",
                          SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

bool is_database(const std::string& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::ifstream file(path, std::ios::binary);
  std::string begin(kMagic.size(), '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return file && begin == kMagic;
}

namespace {

/// What is wrong with another kind of file is better said with its name.
const std::string& checked(const std::string& path) {
  const bool is_there = std::ifstream(path).good();
  if (is_there && !is_database(path)) throw Refused(path + ": is no journal of Holdwatch");
  return path;
}

}  // namespace

Reader::Reader(const std::string& path) : database_(open_to_read(checked(path))) {
  if (read_schema(database_) == 0) throw Refused(path + ": is empty");
}

Contents Reader::contents() {
  Contents contents;
  contents.schema = read_schema(database_);
  contents.file_bytes = bytes_on_disk(database_.getFilename());
  contents.sources = read_sources(database_);
  contents.snapshots = read_snapshot_places(database_);
  contents.gaps = read_gaps(database_);
  add_inputs(database_, contents);
  contents.snapshot_bytes =
      sum(database_, "SELECT coalesce(sum(length(packed)), 0) FROM snapshots");
  if (contents.schema >= kFirstWithPieces) {
    contents.snapshot_bytes +=
        sum(database_, "SELECT coalesce(sum(length(packed)), 0) FROM snapshot_pieces");
  }
  contents.alerts = sum(database_, "SELECT count(*) FROM alerts");
  contents.incidents = sum(database_, "SELECT count(*) FROM incidents");
  contents.verdicts = sum(database_, "SELECT count(*) FROM verdicts");
  return contents;
}

std::vector<std::string> Reader::verify() {
  std::vector<std::string> problems;
  check_integrity(database_, problems);
  if (!problems.empty()) return problems;
  check_snapshots(database_, problems);
  check_inputs(database_, problems);
  return problems;
}

std::vector<std::string> Reader::source_names() {
  std::vector<std::string> names;
  for (StoredSource& source : read_sources(database_)) names.push_back(std::move(source.name));
  return names;
}

std::optional<StoredSnapshot> Reader::snapshot_from(std::uint64_t sequence) {
  for (const SnapshotPlace& place : read_snapshot_places(database_)) {
    if (place.sequence >= sequence) return read_snapshot(database_, place);
  }
  return std::nullopt;
}

std::uint64_t Reader::for_each(std::uint64_t after,
                               const std::function<void(const JournalRecord&)>& take) {
  std::uint64_t reached = after;
  for_each_batch(database_, after, [&](StoredBatch&& batch) {
    if (batch.first > reached + 1) return;
    if (std::string problem = problem_of(batch); !problem.empty()) throw Damaged(problem);
    reached = for_each_record(batch, reached, take);
  });
  return reached;
}

std::uint64_t Reader::last() {
  return read_end(database_).sequence;
}

}  // namespace holdwatch::journal
