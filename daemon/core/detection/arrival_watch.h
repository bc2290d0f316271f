#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <span>

#include "core/detection/attribute_watch.h"
#include "core/detection/baseline.h"
#include "core/detection/calendar.h"
#include "core/detection/collapse_watch.h"
#include "core/detection/day_factor.h"
#include "core/detection/day_log.h"
#include "core/detection/local_clock.h"
#include "core/detection/minute_counts.h"
#include "core/detection/noise_level.h"
#include "core/detection/onset.h"
#include "core/detection/opening_hours.h"
#include "core/detection/surge_grid.h"
#include "core/sparse_array.h"
#include "model/alert.h"
#include "model/settings.h"

namespace holdwatch::core {

/// Learns how many calls usually come and tells when there are more: the demand side of detection.
/// Slots are driven from outside: start_slot, then calls and passing time in it, then end_slot.
class ArrivalWatch {
 public:
  ArrivalWatch(const Settings& settings, const QueueSettings& queue);

  void start_slot(const Slot& slot);
  void end_slot();
  /// Time passes without a call, up to `t` within the slot.
  void pass(Time t);
  /// A call came at `t`.
  void call(Time t);
  /// A call, new or not, turned out to be about these.
  void about(std::span<const AttributeKey> keys);

  /// Statistic over threshold; with an open surge, how far it is from its end (1: at it).
  double score() const;
  bool alarm() const { return !grid_.is_open() && is_testing_ && statistic() >= threshold_; }
  void open_surge(Time t);
  /// Whether an open surge has passed.
  bool is_over() const;
  void close_surge();
  bool surge_is_open() const { return grid_.is_open(); }

  /// The open surge's onset, estimated anew until it has been on for a while.
  const TimeEstimate& onset() const { return onset_; }
  Estimate excess_calls() const;
  double factor() const { return grid_.factor_mean(); }

  /// Of the usual calls only this share is seen from `t` on.
  void watch(Time t, double share);
  void drop_evidence(Time t);
  void share_budget(std::size_t detectors) {
    threshold_ = budget_ * static_cast<double>(detectors);
  }

  void blind(Time from, Time to);
  /// From `t` on nothing is seen, or all again. Time unseen counts as none and teaches nothing.
  void see(Time t, bool is_seeing);
  bool is_seeing() const { return is_seeing_; }
  /// What came between these moments was the usual after all.
  void reinstate(Time from, Time to);

  bool is_open() const { return is_open_; }
  const Zone& zone() const { return *zone_; }
  const OpeningHours& hours() const { return hours_; }
  double expected_per_minute(Time t) const;
  bool silent(Time now) const;
  bool collapsed() const { return is_testing_ && is_seeing_ && collapse_.collapsed(); }
  double busyness_sd() const { return grid_.day_sd() / grid_.day_mean(); }
  const DayLog& log() const { return log_; }
  /// Relative sd of a slot's usual calls about the expected ones: how well the day is known, and
  /// how much slots differ beyond it.
  double spread() const;
  /// The slot under way, as far as it has come, and to when that is.
  SlotRecord current() const;
  Time passed() const { return passed_; }
  double busyness_of(const SlotRecord& slot) const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(hours_, baseline_, days_, half_hours_, openings_, grid_, collapse_, log_, minutes_,
            attributes_, attribute_statistic_, tolerated_busyness_, dead_, surging_weeks_, slot_,
            now_, so_far_, passed_, open_from_, open_to_, rate_, watched_, is_open_, is_ready_,
            is_testing_, is_seeing_, has_day_, session_, last_end_, usual_since_call_, opened_,
            earliest_onset_, onset_, surge_calls_, surge_usual_, surge_usual_squares_);
  }

 private:
  void end_day();
  void start_day();
  // What a day brought; calm: outside of surges. Squares: of half-hours' usual calls.
  struct DayTotals {
    double calls = 0;
    double usual = 0;
    double calm_calls = 0;
    double calm_usual = 0;
    double calm_squares = 0;
  };

  // Of the slot under way; many small things are added to them.
  struct SlotSums {
    double open_minutes = 0;
    double unwatched_minutes = 0;
    double usual = 0;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(open_minutes, unwatched_minutes, usual);
    }
  };

  DayTotals add_up(int day) const;
  void learn_day(int day);
  void learn_slot(SlotRecord& slot);
  double robust_weight(const SlotRecord& slot) const;
  void learn_half_hours(int day);
  double open_minutes_until(Time t);
  void expect(double minutes, double usual);
  /// Shiryaev-Roberts, in open minutes, over all calls and over what they are about.
  double statistic() const;
  void estimate_onset(Time t);
  // Learned rates are per minute of the whole slot; its calls come while it is open.
  double crowding(int week_slot) const;
  double half_hour_sd(const SlotRecord& slot) const;
  double block_variance() const;

  std::shared_ptr<const Zone> zone_;
  Calendar calendar_;
  double budget_;     // open minutes without a false alarm
  double threshold_;  // of the statistic
  OpeningHours hours_;
  Baseline baseline_;
  DayFactor days_;
  NoiseLevel half_hours_{0.08};
  NoiseLevel openings_{0.08};  // of the day's first half-hours
  CollapseWatch collapse_;
  DayLog log_;
  std::bitset<7> dead_;  // weekdays that brought no calls when last seen
  SparseArray<std::uint8_t, kSlotsPerWeek> surging_weeks_;  // how many running, up to now
  MinuteCounts minutes_;

  // What every call moves, side by side.
  SurgeGrid grid_;
  AttributeWatch attributes_;
  double attribute_statistic_ = 0;   // of what the latest call was about
  double tolerated_busyness_ = 1.1;  // of this slot
  Slot slot_;
  SlotRecord now_;  // of slot_, but for its sums
  SlotSums so_far_;
  Time passed_;     // how far the slot has been taken into account
  Time open_from_;  // of this slot
  Time open_to_;
  double rate_ = 0;     // usual calls per open minute in this slot
  double watched_ = 1;  // share of them
  bool is_open_ = true;
  bool is_seeing_ = true;
  bool is_ready_ = false;    // there is a baseline to test against
  bool is_testing_ = false;  // ready, and open in this slot
  bool has_day_ = false;
  Time session_;                 // since when testing has gone on without a break
  Time last_end_ = Time::min();  // of the previous surge
  double usual_since_call_ = 0;

  Time opened_;
  Time earliest_onset_;
  TimeEstimate onset_;
  double surge_calls_ = 0;
  double surge_usual_ = 0;  // at a busyness of 1
  double surge_usual_squares_ = 0;
};

}  // namespace holdwatch::core
