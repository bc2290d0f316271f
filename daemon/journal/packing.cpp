#include "journal/packing.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "journal/refused.h"
#include "journal/rows.h"

namespace holdwatch::journal {

namespace {

constexpr std::size_t kFull = 64 * 1024;  // bytes of a row, unpacked: larger ones pack no better
constexpr std::size_t kMaxRows = 1000;
constexpr std::size_t kMinRows = 8;  // fewer gain little

/// Rows that follow each other without a hole.
struct Run {
  std::vector<StoredBatch> rows;
  std::int64_t from_us = 0;
  std::int64_t until_us = 0;
  std::size_t size = 0;    ///< unpacked
  bool is_closed = false;  ///< what follows can't be joined to it

  std::uint64_t next() const { return rows.back().first + rows.back().inputs; }

  bool takes(const StoredBatch& row) const {
    return rows.empty() ||
           (row.first == next() && size + row.size <= kFull && rows.size() < kMaxRows);
  }
};

Run first_run(SQLite::Database& database, std::uint64_t after) {
  Run run;
  SQLite::Statement rows(database,
                         "SELECT first, inputs, size, packed, from_us, until_us FROM inputs"
                         " WHERE first > ? ORDER BY first");
  rows.bind(1, number(after));
  while (!run.is_closed && rows.executeStep()) {
    StoredBatch row = batch_in(rows);
    run.is_closed = !run.takes(row);
    if (run.is_closed) break;
    if (run.rows.empty()) run.from_us = rows.getColumn(4).getInt64();
    run.until_us = rows.getColumn(5).getInt64();
    run.size += row.size;
    run.rows.push_back(std::move(row));
  }
  return run;
}

std::string join(const Run& run) {
  std::string joined;
  joined.reserve(run.size);
  for (const StoredBatch& row : run.rows) {
    const auto records = unpack(row.packed, row.size);
    if (!records) throw Damaged(fmt::format("the batch of inputs from {} on", row.first));
    joined += *records;
  }
  return joined;
}

void replace(SQLite::Database& database, const Run& run, std::string_view packed) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement remove(database, "DELETE FROM inputs WHERE first >= ? AND first < ?");
  SQLite::bind(remove, number(run.rows.front().first), number(run.next()));
  remove.exec();
  SQLite::Statement insert(database, "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?)");
  SQLite::bind(insert, number(run.rows.front().first), number(run.next() - run.rows.front().first),
               run.from_us, run.until_us, number(run.size));
  insert.bindNoCopy(6, packed.data(), static_cast<int>(packed.size()));
  insert.exec();
  transaction.commit();
}

}  // namespace

bool Packing::step(SQLite::Database& database) {
  const Run run = first_run(database, done_);
  const bool is_worth_it = run.rows.size() >= kMinRows;
  if (is_worth_it) replace(database, run, compressor_.pack(join(run)));
  if (run.is_closed) done_ = run.next() - 1;
  return is_worth_it || run.is_closed;
}

}  // namespace holdwatch::journal
