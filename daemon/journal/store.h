#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <exception>
#include <string>

#include "journal/compression.h"
#include "journal/packing.h"
#include "journal/parcel.h"
#include "journal/retention.h"
#include "journal/snapshot_work.h"
#include "journal/stored.h"

namespace holdwatch::journal {

/// Of the file and its log; 0 when there is none.
std::uint64_t bytes_on_disk(const std::string& path);

/// The journal's file: one connection that writes. Every function throws SQLite::Exception when
/// the disk can't do it, and Damaged when the content can't be right.
class Store {
 public:
  /// Opens the file or makes it, and brings it to the newest schema. Throws Refused.
  explicit Store(const std::string& path);

  FileEnd end();

  /// Whether the file is still the one at its path: a file that was removed can be written on, but
  /// nobody finds it again.
  bool is_in_place() const;

  /// What the daemon begins with: checked, so that it can be read to the end.
  StoredState read();

  /// One transaction, which is on disk when this returns. Writing a parcel again changes nothing.
  /// `work`: a snapshot whose pieces go along, and whose last make it one; null: there is none.
  void write(const Parcel& parcel, const SnapshotWork* work = nullptr);

  /// Moves what was committed from SQLite's log into the file itself, when the log is long.
  void move_log();

  /// One small step of what keeps the file small; false when there is nothing to do for now.
  /// `work`: the snapshot that is being written, whose pieces stay.
  bool tidy(const Retention& retention, Time now, const SnapshotWork* work);

  std::uint64_t bytes() const { return bytes_on_disk(path_); }

 private:
  void write_inputs(const Parcel& parcel);
  void write_alerts(const Parcel& parcel);
  void write_reports(SQLite::Statement& insert, const std::vector<ReportRow>& rows);
  void write_sources(const Parcel& parcel);
  void write_whole(const StoredSnapshot& snapshot);
  void write_packed(const SnapshotWork& work);
  void write_piece(const StoredSnapshot& snapshot, std::size_t piece, std::size_t size,
                   std::string_view packed);
  void write_snapshot(const StoredSnapshot& snapshot);

  std::string path_;
  SQLite::Database database_;
  std::uint64_t inode_;
  int pages_in_log_ = 0;
  Compressor compressor_;
  Packing packing_;
  SQLite::Statement insert_batch_;
  SQLite::Statement insert_alert_;
  SQLite::Statement insert_incident_;
  SQLite::Statement insert_verdict_;
  SQLite::Statement insert_piece_;
};

/// Whether what a Store threw says that the file is damaged, rather than the disk in trouble.
bool is_damage(const std::exception& error);

}  // namespace holdwatch::journal
