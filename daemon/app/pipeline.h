#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/engine_input.h"
#include "app/input_clock.h"
#include "app/release.h"
#include "app/source_intake.h"
#include "core/alerts/alert_book.h"
#include "core/engine.h"
#include "journal/journal.h"
#include "model/health.h"
#include "sinks/outstanding.h"
#include "sinks/sink.h"

namespace holdwatch {

/// The one way in and out: inputs from sources to the engine, decisions from the engine to sinks.
/// It is the only reader of the clock. Everything happens on the event thread.
class Pipeline final : private core::Decisions {
 public:
  static constexpr Duration kSnapshotPeriod = std::chrono::seconds{1};
  /// Nobody has watched when turns are further apart: the machine was suspended, or its clock set.
  static constexpr Duration kUnwatched = std::chrono::minutes{2};

  /// `journal` may be null: then nothing outlives the process. It must outlive the pipeline.
  Pipeline(Settings settings, const Clock& clock, BuildInfo build,
           journal::Journal* journal = nullptr);

  /// Goes on where the run before this one stopped, as its journal has it. Once, after the sinks
  /// are there and before any source runs. Each alert that the sinks may not have heard of is told
  /// as it stands. False: there was none.
  bool go_on();

  /// What is older is history.
  Time live_from() const { return input_clock_.live_from(); }

  /// The way in for one source, valid as long as the pipeline; the order of calls gives the ids.
  SourceIntake& add_source(std::string name);
  void add_sink(std::unique_ptr<Sink> sink);

  /// False while a source still reads history: until then the clock follows events.
  bool live() const { return input_clock_.live(); }

  /// A turn of the event loop, which came `lag` late: advances the engine to now, and hands the
  /// sinks a snapshot when the last one is a second old.
  void turn(Duration lag);

  /// What the configured limits allow for, for the metrics.
  void limit_memory(std::uint64_t bytes) { own_health_.memory_limit_bytes = bytes; }

  void reconfigure(Settings settings);
  /// A reload was tried.
  void reloaded(bool is_success);

  /// The sinks have a snapshot: there is something to show.
  bool is_shown() const { return is_shown_; }

  /// How long until turn() has something to do, at most `longest`.
  Duration until_next_turn(Duration longest) const;

  /// A last snapshot; then the sinks deliver what they hold.
  void close();

 private:
  void alert(const AlertChange& change) override;
  void pass_on(const AlertChange& change);
  void tell(const AlertChange& change);
  void tell_again();
  void advance(Time now);
  void keep_state();
  std::vector<std::string> owed();
  void publish(Time now, std::size_t queues);
  std::shared_ptr<const Health> health(Time now) const;

  InputClock input_clock_;
  journal::Journal* journal_;
  core::Engine engine_;
  Release release_;
  std::vector<std::unique_ptr<SourceIntake>> sources_;
  std::vector<std::unique_ptr<Sink>> sinks_;
  Health own_health_;  ///< all but the sources
  std::optional<Time> last_snapshot_;
  std::vector<QueueSnapshot> queues_shown_next_;  ///< of a snapshot that is being taken
  Time watched_until_;                            ///< once live
  bool goes_on_ = false;                          ///< where a run before this one stopped
  bool was_live_ = false;
  bool is_shown_ = false;
  bool wants_snapshot_ = false;       ///< beside those that the journal asks for
  bool is_advancing_ = false;         ///< only time passes
  std::vector<AlertChange> decided_;  ///< meanwhile
  bool is_going_on_ = false;          ///< from the journal to the first turn
  core::AlertBook standing_;          ///< alerts, meanwhile
  std::set<std::string> told_again_;  ///< of these, by id
  Outstanding untold_;                ///< alerts that wait for the journal
};

}  // namespace holdwatch
