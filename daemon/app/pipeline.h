#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/input_clock.h"
#include "app/source_intake.h"
#include "core/engine.h"
#include "model/health.h"
#include "sinks/sink.h"

namespace holdwatch {

/// The one way in and out: inputs from sources to the engine, decisions from the engine to sinks.
/// It is the only reader of the clock. Everything happens on the event thread.
class Pipeline final : private core::Decisions {
 public:
  static constexpr Duration kSnapshotPeriod = std::chrono::seconds{1};

  Pipeline(Settings settings, const Clock& clock, BuildInfo build);

  /// What is older than this is history.
  Time started() const { return input_clock_.started(); }

  /// The way in for one source, valid as long as the pipeline; the order of calls gives the ids.
  SourceIntake& add_source(std::string name);
  void add_sink(std::unique_ptr<Sink> sink);

  /// False while a source still reads history: until then the clock follows events.
  bool live() const { return input_clock_.live(); }

  /// A turn of the event loop, which came `lag` late: advances the engine to now, and hands the
  /// sinks a snapshot when the last one is a second old.
  void turn(Duration lag);

  void reconfigure(Settings settings) { engine_.reconfigure(std::move(settings)); }
  /// A reload was tried.
  void reloaded(bool is_success);

  /// How long until turn() has something to do, at most `longest`.
  Duration until_next_turn(Duration longest) const;

  /// A last snapshot; then the sinks deliver what they hold.
  void close();

 private:
  void alert(const AlertChange& change) override;
  void advance(Time now);
  void publish(Time now);
  std::shared_ptr<const Health> health(Time now) const;

  InputClock input_clock_;
  core::Engine engine_;
  std::vector<std::unique_ptr<SourceIntake>> sources_;
  std::vector<std::unique_ptr<Sink>> sinks_;
  Health own_health_;  ///< all but the sources
  std::optional<Time> last_snapshot_;
  bool was_live_ = false;
};

}  // namespace holdwatch
