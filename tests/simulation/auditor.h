#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/engine.h"
#include "journal/rows.h"
#include "model/journal_record.h"
#include "simulation/accounts.h"
#include "simulation/tally.h"

namespace holdwatch::simulation {

/// Reads the journal of a running daemon, and puts what is in it to an engine of its own, which is
/// never restarted. Whatever state and decisions the journal has must be those of this engine.
class Auditor final : public core::Decisions {
 public:
  Auditor(std::string path, Settings settings, Tally& tally)
      : path_(std::move(path)), settings_(std::move(settings)), tally_(tally) {}

  /// Reads on to the journal's end.
  void audit();

  /// The daemon has taken other settings when its clock stood at `clock`, after an audit of all it
  /// had been told.
  void reconfigure(Settings settings, Time clock);

  /// The engine's clock at the newest snapshot in the file.
  std::optional<Time> newest_snapshot() const;

  /// What was told after the newest input may have come of inputs that are lost.
  void doubt() { is_in_doubt_ = true; }

  /// Forgets all: the next audit begins with the newest snapshot in the file.
  void begin_anew(Settings settings);

 private:
  using Place = std::pair<std::uint64_t, std::uint32_t>;  ///< an input, and alerts told after it

  bool begin(SQLite::Database& database);
  void begin_from(const journal::StoredSnapshot& snapshot, SQLite::Database& database);
  bool cross_gap(SQLite::Database& database);
  void read_on(SQLite::Database& database);
  void compare_snapshots(SQLite::Database& database);
  void apply(const JournalRecord& record);
  void compare_alerts(SQLite::Database& database);

  void alert(const AlertChange& change) override;
  void account(const SurgeAccount& account) override { accounts_.enter(account); }

  std::string path_;
  Settings settings_;
  Tally& tally_;
  std::unique_ptr<core::Engine> engine_;  ///< null: is to begin
  std::uint64_t sequence_ = 0;            ///< of the input applied last
  std::uint32_t alerts_ = 0;              ///< told after it
  std::uint64_t begun_ = 0;               ///< behind this input
  std::optional<Place> compared_;         ///< the newest snapshot held against the engine
  std::map<Place, std::string> told_;     ///< and not yet held against the file
  std::uint64_t told_from_ = 0;           ///< after this input they are all there
  bool is_in_doubt_ = false;
  bool is_whole_ = true;  ///< every account since the beginning is known
  Accounts accounts_;
};

}  // namespace holdwatch::simulation
