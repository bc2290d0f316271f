#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/detection/waiting.h"
#include "core/state/attribute_keys.h"
#include "model/alert.h"
#include "model/call_event.h"
#include "model/settings.h"
#include "model/time.h"

namespace holdwatch::core {

class StateReader;
class StateWriter;

/// A stretch of time with what was expected in it and what came.
struct ExpectedBlock {
  Time from;
  Time to;
  double open_minutes = 0;    ///< of [from, to) inside opening hours
  double expected_calls = 0;  ///< without any surge, busyness of the day included
  std::uint32_t offered = 0;
  bool blind = false;  ///< some of it the feed didn't see

  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, to, open_minutes, expected_calls, offered, blind);
  }
};

/// A surge of a queue as detection knows it now.
struct Surge {
  Driver driver = Driver::demand;
  Time opened;
  TimeEstimate onset;
  Estimate excess_calls;          ///< since the onset; demand only, else zeros
  bool short_calls = false;       ///< a flood of brief calls or hang-ups in seconds
  double factor = 1;              ///< arrivals over the usual, now
  double staffed_share = 1;       ///< agents over the usual at this hour
  double handle_time_factor = 1;  ///< talk time over the usual
  bool critical = false;          ///< bad enough to wake somebody

  template <class Archive>
  void serialize(Archive& archive) {
    archive(driver, opened, onset, excess_calls, short_calls, factor, staffed_share,
            handle_time_factor, critical);
  }
};

/// Learns one queue's usual calls from its past and tells when there are more, or too few hands
/// for them. Pure: the state after a sequence of calls is a function of that sequence alone.
///
/// Times never go back: the engine calls advance_to(t) before it hands over anything at t.
class QueueDetector {
 public:
  /// `settings` must outlive the detector.
  QueueDetector(const Settings& settings, const QueueSettings& queue, Time first_seen);
  ~QueueDetector();
  QueueDetector(QueueDetector&&) noexcept;
  QueueDetector& operator=(QueueDetector&&) noexcept;

  /// Offered demand: a caller joined, or was refused. Tests for a surge at once.
  void offered(Time t, std::span<const AttributeKey> about = {});
  /// Attributes of a call became known later.
  void tagged(Time t, std::span<const AttributeKey> about);
  /// A wait ended with an answer or otherwise.
  void wait_ended(Time t, Duration wait, Outcome outcome);
  /// A conversation ended after `talk`.
  void talk_ended(Time t, Duration talk);
  /// Agents that serve the queue from now on (available and busy).
  void staffed(Time t, std::uint32_t agents);
  /// From now on only this share of the usual calls is handed over.
  void watch(Time t, double share);
  /// What was gathered so far is no evidence of a surge to come.
  void drop_evidence(Time t);
  /// The budget of false alarms is one of so many detectors together.
  void share_budget(std::size_t detectors);
  /// The feed saw nothing in [from, to): nothing is learned from it, and it counts as no calm.
  void blind(Time from, Time to);
  /// From `t` on the feed sees nothing, or sees again. Meanwhile a surge neither opens nor ends,
  /// and calls that are handed over are passed over.
  void see(Time t, bool is_seeing);
  /// Waits longer than `limit` are too long from now on.
  void set_long_hold(Duration limit);
  /// A person said that the surge opened at `opened` was none: the baseline gets its time back.
  void false_alarm(Time opened);

  /// The moment of the next evaluation that is due without any event.
  Time next_due(const Waiting& waiting) const;
  /// Evaluates everything due up to and including `now`.
  void advance_to(Time now, const Waiting& waiting);

  /// The open surge; null when there is none. Its end, by hysteresis, makes it null again.
  const Surge* surge() const;
  /// The surge that just ended, final figures; valid from its end until the next opens.
  const Surge* last_surge() const;
  /// Statistic over threshold: 1 raises an alarm.
  double score() const;
  /// Usual arrivals now, per minute, the day's busyness included; 0 when closed.
  double expected_per_minute(Time t) const;
  /// Whether nothing at all has come for so long, while so many were expected, that calm is no
  /// explanation.
  bool silent(Time now) const;
  /// Whether calls have fallen far below the usual, though some come.
  bool collapsed() const;
  /// Whether the feed sees the queue.
  bool is_seeing() const;
  /// What was expected and what came from `from` (rounded down to a block) to `to`, oldest first.
  /// Kept for at least 36 h.
  std::vector<ExpectedBlock> expected_blocks(Time from, Time to) const;
  /// Relative standard deviation of the level of those expectations (the day's busyness is known
  /// only so well).
  double expectation_sd() const;
  /// Relative standard deviation of usual calls about those expectations, all in all: a usual
  /// count of mean m has the variance m + (spread m)^2 (negative binomial).
  double spread() const;
  /// Usual number of agents at this hour, 0 when not known.
  double usual_agents(Time t) const;
  /// Usual share of callers in this hour who wait longer than `limit`: whether a long hold is
  /// beyond what is usual.
  double usual_share_waiting_over_limit(Time t) const;
  /// Opening hours between two moments, as configured or learned.
  Duration open_between(Time from, Time to) const;
  bool is_open(Time t) const;

  /// What was learned and what is open, as bytes.
  std::string save() const;
  /// Goes on where the detector that was saved stood; made for the same queue, though hours,
  /// holidays and thresholds are as configured now. False, and unchanged, when the bytes are not
  /// those of a detector of this version.
  bool restore(std::string_view bytes);

  /// The same as a part of a larger state; that of another version throws.
  void save(StateWriter& archive) const;
  void load(StateReader& archive);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::core
