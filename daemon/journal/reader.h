#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/rows.h"
#include "journal/stored.h"
#include "model/journal_record.h"

namespace holdwatch::journal {

/// SQLite keeps a file of shared memory beside the database; where that can't be made, a file that
/// nobody writes is read as it stands.
SQLite::Database open_to_read(const std::string& path);

/// Whether the file is an SQLite database, by its first bytes.
bool is_database(const std::string& path);

/// What is in a journal, in figures.
struct Contents {
  int schema = 0;
  std::uint64_t file_bytes = 0;
  std::vector<StoredSource> sources;
  std::vector<SnapshotPlace> snapshots;
  std::vector<Gap> gaps;
  std::uint64_t first_input = 0;  ///< 0: there is none
  std::uint64_t last_input = 0;
  std::uint64_t inputs = 0;
  std::optional<Time> from;  ///< when the first was received
  std::optional<Time> until;
  std::uint64_t input_bytes = 0;     ///< as kept
  std::uint64_t unpacked_bytes = 0;  ///< of the same
  std::uint64_t snapshot_bytes = 0;  ///< as kept
  std::uint64_t alerts = 0;          ///< changes
  std::uint64_t incidents = 0;       ///< reports
  std::uint64_t verdicts = 0;
};

/// Reads a journal without changing it, also one that a daemon is writing. Throws
/// std::runtime_error with a message for the operator.
class Reader {
 public:
  explicit Reader(const std::string& path);

  Contents contents();
  /// What is wrong with it; empty when every input and snapshot can be read.
  std::vector<std::string> verify();

  /// The names of the sources, by number.
  std::vector<std::string> source_names();
  /// The first snapshot after the input `sequence` or a later one.
  std::optional<StoredSnapshot> snapshot_from(std::uint64_t sequence);
  /// Hands over the inputs after `after`, up to the first that is missing; gives the sequence that
  /// was reached.
  std::uint64_t for_each(std::uint64_t after,
                         const std::function<void(const JournalRecord&)>& take);
  /// The sequence of the last input.
  std::uint64_t last();

 private:
  SQLite::Database database_;
};

}  // namespace holdwatch::journal
