#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alert.h"
#include "model/alert_list.h"
#include "model/call_event.h"
#include "model/call_forecast.h"
#include "model/disposition.h"
#include "model/evidence.h"
#include "model/incident.h"
#include "model/settings.h"
#include "model/snapshot.h"
#include "model/surge_account.h"
#include "model/verdict.h"

namespace holdwatch::core {

/// Where the engine's decisions go.
class Decisions {
 public:
  virtual ~Decisions() = default;
  virtual void alert(const AlertChange& change) = 0;
  /// A surge ended, or a late report or a verdict changed what it is put down to.
  virtual void account(const SurgeAccount& /*account*/) {}
  /// Calls were forecast, or a forecast was held against what came.
  virtual void forecast(const CallForecast& /*forecast*/) {}
  /// A live caller's wait ended (refused callers: after none).
  virtual void left(std::string_view /*queue*/, Outcome, Duration /*wait*/) {}
};

/// The core: inputs and time in, decisions out, and nothing else. The same inputs at the same
/// times give the same decisions, to the byte, whatever the timers around it did: evaluations fall
/// on events or on whole multiples of their period.
class Engine {
 public:
  /// `live_from`: input older than this is history; it trains, but moves no counter and raises no
  /// alert. A replay has none (Time::min()).
  Engine(Settings settings, Decisions& decisions, Time live_from = Time::min());
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Applies one input. `received_at` is the pipeline's stamp; a replay gives the event's own time.
  Disposition apply(SourceId source, const CallEvent& event, Time received_at);
  Disposition apply(SourceId source, const IncidentReport& report, Time received_at);
  Disposition apply(const Verdict& verdict, Time received_at);
  Disposition apply(const Acknowledgement& acknowledgement, Time received_at);

  /// A feed lost `count` messages, or went up or down.
  void missed(SourceId source, std::uint64_t count, Time at);
  void feed_up(SourceId source, bool is_up, Time at);
  /// Nobody hears the feed until feed_up() says how it stands: the daemon itself was away. What
  /// happens meanwhile is unknown, and no fault of the feed's.
  void feed_unheard(SourceId source, Time at);

  /// Takes other settings from now on; what is open and learned stays.
  void reconfigure(Settings settings);

  /// Evaluates everything due up to `now`; the clock never goes back.
  void advance_to(Time now);

  /// Whether the catalogue has it. Incidents of another are taken, with nothing to go by.
  bool knows_category(std::string_view name) const;

  /// The greatest time seen.
  Time now() const;
  /// What is older is history.
  Time live_from() const;
  /// When the next small step of a longer computation is due: advancing the engine by then keeps
  /// each step apart from the next. Time::max() when there is none.
  Time next_step() const;
  Snapshot snapshot() const;
  /// The same without its queues.
  Snapshot surroundings() const;
  /// Takes up to so many queues more into `queues`, in the order of first sight; false when there
  /// are none left. So a snapshot of very many queues can be taken a little at a time.
  bool take_queues(std::vector<QueueSnapshot>& queues, std::size_t most) const;
  /// Those of the snapshot.
  AlertList alerts() const;
  /// Why an alert that is kept says what it says now; nullopt when it is not kept. May be asked
  /// while the alert is told.
  std::optional<Evidence> explain(const std::string& alert) const;

  /// All that the engine knows, as bytes: an engine restored from them decides from then on as this
  /// one does, given the same inputs at the same times and the same settings. Nullopt while it puts
  /// a surge to its causes: try again a moment later.
  std::optional<std::string> save() const;
  /// False, and unchanged, when the bytes are not those of an engine of this version. `live_from`
  /// is the saved engine's.
  bool restore(std::string_view bytes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::core
