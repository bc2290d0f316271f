// The journal is read as any tool would read it. Its inputs are applied one after the other; where
// a snapshot stands between two of them, the engine's own state must be the same to the byte. Once
// inputs behind an alert are there too, the alerts of the file and those of the engine are compared
// both ways. Where inputs were lost, the snapshot behind the gap is a new beginning.
#include "simulation/auditor.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <vector>

#include "app/engine_input.h"
#include "journal/reader.h"
#include "simulation/violation.h"
#include "wire/alert_json.h"

namespace holdwatch::simulation {

using journal::SnapshotPlace;

void Auditor::audit() {
  SQLite::Database database = journal::open_to_read(path_);
  if (!engine_ && !begin(database)) return;
  do {
    read_on(database);
  } while (cross_gap(database));
  compare_snapshots(database);
  compare_alerts(database);
  const Snapshot snapshot = engine_->snapshot();
  check_queues(snapshot, engine_->live_from());
  if (is_whole_) accounts_.check(snapshot);
  tally_.count("audits");
}

// --- Where to begin ------------------------------------------------------------------------------

bool Auditor::begin(SQLite::Database& database) {
  const auto places = journal::read_snapshot_places(database);
  if (places.empty()) return false;
  const SnapshotPlace& place = is_whole_ ? places.front() : places.back();
  begin_from(journal::read_snapshot(database, place), database);
  return true;
}

void Auditor::begin_from(const journal::StoredSnapshot& snapshot, SQLite::Database& database) {
  settings_.sources.clear();
  for (journal::StoredSource& source : journal::read_sources(database)) {
    settings_.sources.push_back(std::move(source.name));
  }
  engine_ = std::make_unique<core::Engine>(settings_, *this);
  require(engine_->restore(snapshot.state), "the snapshot after input {} can't be restored",
          snapshot.sequence);
  sequence_ = begun_ = told_from_ = snapshot.sequence;
  alerts_ = snapshot.alerts;
  compared_ = {snapshot.sequence, snapshot.alerts};
  told_.clear();
}

/// Behind inputs that are lost, or had to make room before they were read, there is a snapshot to
/// go on from.
bool Auditor::cross_gap(SQLite::Database& database) {
  if (journal::read_end(database).sequence <= sequence_) return false;
  const auto places = journal::read_snapshot_places(database);
  for (const SnapshotPlace& place : places) {
    if (place.sequence <= sequence_) continue;
    const auto gaps = journal::read_gaps(database);
    const bool is_known = std::any_of(gaps.begin(), gaps.end(), [&](const journal::Gap& gap) {
      return gap.first <= sequence_ + 1 && gap.last == place.sequence;
    });
    const bool made_room = place.sequence == places.front().sequence;
    require(is_known || made_room, "inputs from {} to {} are missing in the journal", sequence_ + 1,
            place.sequence);
    is_whole_ = false;
    tally_.count(is_known ? "gaps in the journal" : "inputs that made room before they were read");
    begin_from(journal::read_snapshot(database, place), database);
    return true;
  }
  throw Violation(fmt::format("inputs from {} on are missing in the journal", sequence_ + 1));
}

std::optional<Time> Auditor::newest_snapshot() const {
  SQLite::Database database = journal::open_to_read(path_);
  const auto places = journal::read_snapshot_places(database);
  if (places.empty()) return std::nullopt;
  return places.back().clock;
}

void Auditor::begin_anew(Settings settings) {
  settings_ = std::move(settings);
  engine_.reset();
  is_whole_ = false;
}

void Auditor::reconfigure(Settings settings, Time clock) {
  settings.sources = settings_.sources;
  settings_ = std::move(settings);
  if (!engine_) return;
  engine_->advance_to(clock);
  engine_->reconfigure(settings_);
}

// --- What happened -------------------------------------------------------------------------------

void Auditor::read_on(SQLite::Database& database) {
  std::vector<SnapshotPlace> places = journal::read_snapshot_places(database);
  std::reverse(places.begin(), places.end());
  journal::for_each_batch(database, sequence_, [&](journal::StoredBatch&& batch) {
    if (batch.first > sequence_ + 1) return;
    journal::for_each_record(batch, sequence_, [&](const JournalRecord& record) {
      if (!places.empty() && places.back().sequence <= sequence_) compare_snapshots(database);
      while (!places.empty() && places.back().sequence <= sequence_) places.pop_back();
      apply(record);
    });
  });
}

void Auditor::apply(const JournalRecord& record) {
  require(record.stamp.clock >= engine_->now() || engine_->now() == Time::min(),
          "input {} was put when the clock stood at {}, which goes back", record.sequence,
          record.stamp.clock.time_since_epoch().count());
  engine_->advance_to(record.stamp.clock);
  sequence_ = record.sequence;
  alerts_ = 0;
  std::visit([&](const auto& input) { put(*engine_, record.stamp, input); }, record.input);
  tally_.count("inputs");
}

/// Those between the input applied last and the next.
void Auditor::compare_snapshots(SQLite::Database& database) {
  for (const SnapshotPlace& place : journal::read_snapshot_places(database)) {
    const Place here{place.sequence, place.alerts};
    if (place.sequence != sequence_ || (compared_ && here <= *compared_)) continue;
    compared_ = here;
    engine_->advance_to(place.clock);
    const auto own = engine_->save();
    require(own.has_value(), "after input {} a state was kept, but an answer is under way",
            sequence_);
    const journal::StoredSnapshot kept = journal::read_snapshot(database, place);
    require(alerts_ == kept.alerts, "after input {} {} alerts were told, not {}", sequence_,
            kept.alerts, alerts_);
    require(*own == kept.state,
            "the state after input {} is another than that of an engine "
            "that was never restarted",
            sequence_);
    tally_.count("states compared");
  }
}

void Auditor::alert(const AlertChange& change) {
  const Place place{sequence_, alerts_++};
  if (sequence_ > begun_) told_[place] = wire::to_json(change);
}

/// What was told after the newest input may still be on its way to the file.
void Auditor::compare_alerts(SQLite::Database& database) {
  SQLite::Statement rows(database,
                         "SELECT sequence, ordinal, change FROM alerts"
                         " WHERE sequence > ? AND sequence < ? ORDER BY sequence, ordinal");
  rows.bind(1, journal::number(told_from_));
  rows.bind(2, journal::number(sequence_));
  while (rows.executeStep()) {
    const Place place{journal::count(rows.getColumn(0)),
                      static_cast<std::uint32_t>(rows.getColumn(1).getInt())};
    const auto told = told_.find(place);
    const std::string kept = rows.getColumn(2).getString();
    if (told == told_.end() && is_in_doubt_) continue;
    require(told != told_.end(), "after input {} {} was told, by replay nothing", place.first,
            kept);
    require(told->second == kept, "after input {} {} was told, by replay {}", place.first, kept,
            told->second);
    told_.erase(told);
    tally_.count("alerts compared");
  }
  is_in_doubt_ = false;
  if (sequence_ == 0) return;
  told_from_ = std::max(told_from_, sequence_ - 1);
  for (const auto& [place, change] : told_) {
    require(place.first >= sequence_, "after input {} nothing was told, but by replay {}",
            place.first, change);
  }
}

}  // namespace holdwatch::simulation
