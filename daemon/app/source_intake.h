#pragma once

#include <optional>
#include <set>
#include <string>

#include "app/engine_input.h"
#include "app/input_clock.h"
#include "app/rejection_log.h"
#include "app/shedding.h"
#include "model/health.h"
#include "sources/source.h"

namespace holdwatch {

/// One source's way in: stamps its input, puts it to the engine, and counts. Input older than the
/// daemon is history: it goes to the engine but moves no counter.
class SourceIntake final : public Intake {
 public:
  SourceIntake(SourceId id, std::string name, JournaledEngine engine, InputClock& clock);

  Disposition event(const CallEvent& event) override;
  Disposition incident(const IncidentReport& report) override;
  bool knows_category(std::string_view name) const override {
    return engine_.engine.knows_category(name);
  }
  Disposition verdict(const Verdict& verdict) override;
  Disposition acknowledgement(const Acknowledgement& acknowledgement) override;
  void rejected(Disposition reason, std::string_view place, std::string_view detail) override;
  void missed(std::uint64_t count, std::string_view detail) override;
  void arrived() override { arrived_ = clock_.now(); }
  void took(bool is_all) override { shedding_.took(is_all, clock_.now()); }
  void resynced(std::string_view reason) override;
  void up(bool is_up) override;
  Time now() const override { return clock_.now(); }
  void reached(std::string_view place) override;
  std::optional<std::string> place() const override;
  void when_durable(std::function<void(bool)> done) override;
  void history_done() override;

  /// The daemon was down, or the machine stood still: whatever the feed told since the engine's
  /// clock is lost, or comes now. Until it is back and has had a moment to tell what waited, its
  /// queues are unknown.
  void was_away();

  /// The source has delivered all that it ever will.
  void ended();

  /// The source is about to hand over history, until history_done().
  void expect_history();
  bool reading_history() const { return reading_history_; }

  /// All history of all sources is read: the engine hears how this feed stands.
  void go_live();

  /// How often the source has come up.
  std::uint64_t times_up() const { return times_up_; }
  const SourceHealth& health() const { return health_; }

  /// Closes what the log of refused input has open for too long, and tells what was left out.
  void tick(Time now);

 private:
  template <class Input, class Describe>
  Disposition take(const Input& input, Describe describe);
  void count(Disposition disposition);
  void note_category(const IncidentReport& report);
  Disposition leave_out(Shed kind);
  void tell_up();
  /// The engine is told of it a moment later (back_at_), by tick().
  bool is_just_back() const { return is_away_ && up_ == true; }

  SourceId id_;
  JournaledEngine engine_;
  InputClock& clock_;
  std::optional<Time> arrived_;  ///< what comes now
  RejectionLog rejections_;
  Shedding shedding_;
  std::set<std::string> unknown_categories_;  ///< that were told of; bounded
  std::uint64_t left_out_ = 0;                ///< and not yet told
  Time left_out_told_;
  SourceHealth health_;
  std::optional<bool> up_;  ///< not known before the source says so
  bool is_away_ = false;    ///< and the engine thinks so
  Time back_at_;            ///< no sooner
  std::uint64_t times_up_ = 0;
  std::uint64_t trained_ = 0;  ///< inputs of history
  bool reading_history_ = false;
};

}  // namespace holdwatch
