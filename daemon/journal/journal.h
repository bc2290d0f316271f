#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/refused.h"
#include "journal/settings.h"
#include "journal/stored.h"
#include "journal/urgency.h"
#include "model/alert.h"
#include "model/health.h"
#include "model/journal_record.h"

namespace holdwatch::journal {

/// Everything that was put to the engine and everything it decided, on disk: SQLite in WAL mode.
/// Called on the event thread, which never waits for the disk: what is put is collected in memory,
/// and a thread inside writes it, in the order of the calls and in one transaction each
/// `commit_interval`, each quarter of a megabyte, or at once when somebody waits for it. While the
/// disk can't be written it tries again; beyond `backlog_bytes` inputs are lost, which is a gap:
/// the journal then asks for a snapshot (snapshot_due), and is exact again from there on.
class Journal {
 public:
  /// Who calls commit(): the thread, or a simulation, whose commits fall at chosen moments.
  enum class Writing : std::uint8_t { by_thread, by_hand };
  /// How a snapshot is written: with the inputs put since the last commit, which then wait for all
  /// of it; or behind them, a piece with each of the commits that follow, and valid with the last.
  enum class Pace : std::uint8_t { at_once, in_pieces };

  /// Opens or makes the file. A damaged one is set aside as `PATH.corrupt-TIME` and a fresh one
  /// begun. When the disk can't be read or written this is a journal that is failing, and tries
  /// again. Throws Refused. `executor`: where when_durable() answers. `now` is the wall clock's.
  Journal(Settings settings, boost::asio::any_io_executor executor, Time now,
          Writing writing = Writing::by_thread);
  /// Writes what is still in memory, if that can be done at once.
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // --- What was stored: asked at the start, before anything is put. ---

  /// The newest snapshot: the state after `sequence`, and how many alerts had been told by then.
  /// It is given up at the end of replay(): it may be as large as all that is learned.
  const std::optional<StoredSnapshot>& snapshot() const;
  /// Hands over the inputs behind that snapshot in their order, each after the clock up to which
  /// the engine had been advanced. Alerts that are put meanwhile take the place of those that were
  /// put when it was live: none is there twice. Inputs must not be put again.
  void replay(const std::function<void(Time clock)>& advance,
              const std::function<void(const JournalRecord&)>& apply);
  /// The number of a source, for the life of the journal. A new name gets a new number.
  SourceId source_id(std::string_view name);
  /// All names that ever had a number, by number.
  const std::vector<std::string>& source_names() const;
  /// Up to where the source's own input is in the journal, in the source's words.
  std::optional<std::string> cursor(SourceId source) const;

  // --- What happens: put in the order in which the engine is told. ---

  void input(const Stamp& stamp, const CallEvent& event);
  void input(const Stamp& stamp, const IncidentReport& report);
  void input(const Stamp& stamp, const Verdict& verdict);
  void input(const Stamp& stamp, const Acknowledgement& acknowledgement);
  void input(const Stamp& stamp, const Missed& missed);
  void input(const Stamp& stamp, const FeedUp& feed_up);
  void input(const Stamp& stamp, const Passed& passed);
  /// All input of the source up to `cursor` has been put.
  void reached(SourceId source, std::string_view cursor);
  /// An alert that the engine told after the input put last.
  void alert(const AlertChange& change);

  /// Whether the engine's state should be put: there is none yet, the last one is old or far back
  /// (and no other is being written in pieces), or a gap must be bridged. `by_age`: false while
  /// history is read, whose days take seconds.
  bool snapshot_due(bool by_age = true) const;
  /// The engine's whole state after everything put so far. `clock` is the engine's; `owed` are the
  /// ids of alerts whose newest change may not have reached everybody. One that inputs can't be
  /// played without, as behind a gap, is written at once whatever the pace.
  void snapshot(Time clock, std::string state, std::vector<std::string> owed = {},
                Pace pace = Pace::at_once);

  /// `done(true)` is called once everything put so far is on disk (fsync'd), but for a snapshot in
  /// pieces; `done(false)` when writing it has failed, or when some of it was lost. Never during
  /// this call.
  void when_durable(std::function<void(bool is_durable)> done);

  /// Waits until everything put so far is on disk or has failed; true: it is on disk. For a clean
  /// end and for tests.
  bool flush();

  /// By hand only: one attempt to write everything put so far; how soon one is due.
  bool commit();
  Urgency urgency() const;

  JournalHealth health() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::journal
